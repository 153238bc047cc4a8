import { randomBytes } from 'node:crypto';
import { mintDocId } from '@weft/shared/protocol/ids';
import { ROUTES } from '@weft/shared/protocol/routes';
import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { startServer, temporaryFolder, type ServerProcess } from '../fixtures/server-process.ts';

/** A server of the test's own, which it may kill and start again at the same address. */
export interface Weft {
  readonly url: string;
  readonly folder: string;
  /** `kill -9`, as when the plug is pulled. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

interface Fixtures {
  /** Whether nobody has been there before; else there is one page, without text. */
  isFresh: boolean;
  weft: Weft;
  /** A window of somebody else: another browser profile, with a name of its own. */
  openWindow: (name: string, path?: string) => Promise<Page>;
}

/** What Chromium itself says about a connection that a test broke; not the page's doing. */
const NETWORK_NOISE = /Failed to load resource|net::ERR_|NetworkError|access control checks/;

/**
 * Every page a test opens is watched: an error on its console, an uncaught exception, or a violation of the
 * content security policy fails the test, and so does a change of the editor's structure that no command made.
 */
export const test = base.extend<Fixtures>({
  isFresh: [false, { option: true }],
  weft: async ({ isFresh }, use) => {
    const folder = temporaryFolder();
    let server: ServerProcess = await startServer({ folder });
    const { url, port } = server;
    if (!isFresh) await beginWith(url);
    await use({
      url,
      folder,
      kill: async () => void (await server.end('SIGKILL')),
      start: async () => {
        server = await startServer({ folder, port });
      },
    });
    await server.end('SIGTERM');
  },
  context: async ({ context }, use) => {
    const faults = await watch(context);
    await use(context);
    expect(faults).toEqual([]);
  },
  openWindow: async ({ browser, weft }, use) => {
    const opened: { context: BrowserContext; faults: string[] }[] = [];
    await use(async (name, path = '/') => {
      // A desk's window, whatever the test's own is.
      const context = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        hasTouch: false,
      });
      opened.push({ context, faults: await watch(context) });
      const page = await context.newPage();
      await page.goto(weft.url + path);
      await callYourself(page, name);
      return page;
    });
    for (const { context, faults } of opened) {
      await context.close();
      expect(faults).toEqual([]);
    }
  },
});

async function watch(context: BrowserContext): Promise<string[]> {
  const faults: string[] = [];
  await context.addInitScript(reportStrayChanges);
  context.on('console', (line) => {
    if (line.type() === 'error' && !NETWORK_NOISE.test(line.text())) faults.push(line.text());
  });
  context.on('weberror', (error) => faults.push(describe(error.error())));
  return faults;
}

/** A page as somebody leaves it who has read the welcome: none of its words are in anybody's way. */
export async function beginWith(url: string): Promise<void> {
  const id = mintDocId((length) => randomBytes(length));
  const answer = await fetch(url + ROUTES.documents, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id, format: 'blocks' }),
  });
  expect(answer.status).toBe(201);
}

/** Counts it as an error of the page when the editor's structure changed by another way than a command. Runs in the page. */
function reportStrayChanges(): void {
  const observer = new MutationObserver((records) => {
    for (const { target } of records) {
      const count = target instanceof HTMLElement ? target.dataset['strayChanges'] : undefined;
      if (count !== undefined && count !== '0')
        reportError(new Error(`${count} stray changes of structure`));
    }
  });
  observer.observe(document, { subtree: true, attributeFilter: ['data-stray-changes'] });
}

const describe = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error);

/** The page's title field. */
export const titleOf = (page: Page) => page.getByRole('textbox', { name: 'Title' });
/** The page's text. */
export const bodyOf = (page: Page) => page.getByRole('textbox', { name: 'Page', exact: true });
/** The blocks of the page's text: all of them, or those of one type. */
export const blocksOf = (page: Page, type?: string) =>
  bodyOf(page).locator(type === undefined ? '.block' : `.block[data-type='${type}']`);
/** What became of what was typed, in words. */
export const saveStateOf = (page: Page) =>
  page.getByRole('group', { name: 'Save state' }).locator('[data-kind]');

/** Opens the app and waits until one can type. */
export async function openPage(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expectReady(page);
}

/** Waits until one can type, and the menus have come that follow the page. */
export async function expectReady(page: Page): Promise<void> {
  await expect(bodyOf(page)).toBeEditable();
  await expect(page.locator('#editor:is([data-menus], :not([data-stray-changes]))')).toBeAttached();
}

/** What the page reads: for each block its depth in tabs, its type unless it is plain text, and its words, without what its view shows. */
export async function outlineOf(page: Page): Promise<string[]> {
  return blocksOf(page).evaluateAll((blocks) =>
    blocks.map((block) => {
      const { depth, type, label } = (block as HTMLElement).dataset;
      const kind = type === 'text' ? '' : `[${label ?? type}] `;
      const line = block.cloneNode(true) as HTMLElement;
      for (const view of line.querySelectorAll('.block-view')) view.remove();
      return `${'\t'.repeat(Number(depth))}${kind}${line.textContent}`;
    }),
  );
}

/** Two windows on one new page: this one, and Bob's. */
export async function openTogether(
  page: Page,
  weft: Weft,
  openWindow: Fixtures['openWindow'],
): Promise<Page> {
  await openPage(page, weft.url);
  const other = await openWindow('Bob', new URL(page.url()).pathname);
  await expectReady(other);
  return other;
}

export async function callYourself(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are / }).click();
  const field = page.getByRole('textbox', { name: 'Your name' });
  await field.fill(name);
  await field.press('Enter');
  await expect(field).toHaveCount(0);
}

export { expect };
