import type { BrowserContext, Page } from '@playwright/test';

/** What the app itself asks its server for. */
const OWN = /^\/(?:$|d\/[\w%-]{22,}$|assets\/[\w.-]+$|theme\.js$|favicon\.svg$|api\/v1\/(?:docs|updates|files|spaces|pages)(?:[/?]|$))/; // prettier-ignore

/**
 * Hears of everything that hostile content may cause in the windows of a context: something ran, spoke, led away, asked the
 * network, or was stopped by the policy. The list fills as it happens.
 */
export async function watchFor(context: BrowserContext, origin: string): Promise<string[]> {
  const faults: string[] = [];
  await context.exposeFunction('__tell', (what: string) => faults.push(what));
  await context.addInitScript(layTraps);
  await context.route(
    (url) => url.origin !== origin,
    (route) => {
      // Pictures, sounds and films may be of any site that encrypts (MEDIA-1).
      const isMedia = ['image', 'media'].includes(route.request().resourceType());
      if (!isMedia || !route.request().url().startsWith('https:'))
        faults.push(`asked for ${route.request().url()}`);
      return route.abort();
    },
  );
  context.on('request', (request) => {
    const { origin: asked, pathname, search } = new URL(request.url());
    if (asked === origin && !OWN.test(pathname + search)) faults.push(`asked for ${pathname}`);
  });
  context.on('dialog', (dialog) => {
    faults.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('console', (line) => {
    if (line.type() === 'error' && !/net::ERR_FAILED/.test(line.text())) faults.push(line.text());
  });
  context.on('weberror', (error) =>
    faults.push(JSON.stringify(error.error(), ['name', 'message'])),
  );
  const follow = (page: Page): void => {
    page.on('frameattached', (frame) => faults.push(`framed ${frame.url()}`));
    page.on('framenavigated', (frame) => {
      const { origin: there, pathname } = new URL(frame.url());
      if (there !== origin || !/^\/(?:d\/[\w%-]{22,})?$/.test(pathname))
        faults.push(`went to ${frame.url()}`);
    });
    page.on('popup', (opened) => faults.push(`opened ${opened.url()}`));
  };
  context.on('page', follow);
  return faults;
}

/** Runs in every window and frame before anything else does. */
function layTraps(): void {
  const tell = (what: string): void => {
    const { __tell } = window as unknown as { __tell?: (told: string) => void };
    __tell?.(what);
  };
  Object.defineProperty(window, '__ran', { value: () => tell('it ran') });
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    tell(`the policy stopped ${effectiveDirective} ${blockedURI}`),
  );
}

/** What is in a window that should not be: addresses, elements, handlers, clobbered names. */
export async function dangersIn(page: Page): Promise<string[]> {
  return page.evaluate(findDangers);
}

/** Runs in the page. */
function findDangers(): string[] {
  const found: string[] = [];
  const leading = ['href', 'src', 'srcset', 'action', 'formaction', 'data', 'poster', 'xlink:href', 'ping', 'background', 'cite', 'srcdoc', 'code', 'classid'] as const; // prettier-ignore
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name)) found.push(`${element.localName} has ${name}`);
      if (name === 'style' && /url\(|image-set|expression/i.test(value))
        found.push(`${element.localName} is styled ${value.slice(0, 80)}`);
      if (!leading.some((one) => one === name.toLowerCase())) continue;
      const url = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : null;
      const isOwn = url?.origin === location.origin;
      const isMedia = element.matches('img, video, audio, a.media-file, a[download]');
      const isSafe = url !== null && /^(?:https?|mailto):$/.test(url.protocol);
      if (!isSafe && !(isOwn && isMedia && url?.protocol === 'blob:'))
        found.push(`${element.localName}[${name}] leads to ${value.slice(0, 80)}`);
    }
  }
  const inBody = 'script, style, iframe, frame, object, embed, base, meta, link, template, form[action], portal, annotation-xml, foreignObject'; // prettier-ignore
  for (const element of document.body.querySelectorAll(inBody))
    if (!element.closest('noscript')) found.push(`there is ${element.outerHTML.slice(0, 80)}`);
  for (const id of ['editor', 'app']) {
    const count = document.querySelectorAll(`[id="${id}"]`).length;
    if (count !== 1) found.push(`${count} elements are called ${id}`);
  }
  if (typeof document.createElement !== 'function' || document.body.localName !== 'body')
    found.push('the document is clobbered');
  const polluted = Object.getOwnPropertyNames(Object.prototype).length;
  const clean = document.implementation.createHTMLDocument().defaultView;
  if ('polluted' in {} || Object.keys(Object.prototype).length > 0 || (clean && polluted > 20))
    found.push('every object has what none should have');
  return found;
}
