/**
 * Lets the app start without a network. A version of the app is kept whole before it is used, and used whole: a page that
 * mixed two would ask for parts that are gone. A new one waits until a person takes it, while the last one's parts stay for
 * the windows that are still of it. What people wrote is no business of this file but for pictures: documents have a
 * place of their own on the device.
 *
 * A script of its own, which imports nothing: a browser runs it long after its server has another version.
 */

/** Written by the build: the version's name, and every file that it needs to start, edit and show its panels. */
declare const APP_FILES: { readonly version: string; readonly paths: readonly string[] };

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface RequestEvent extends LifeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Scope {
  readonly clients: { claim(): Promise<void> };
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: RequestEvent) => void): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}
const scope = self as unknown as Scope;

const PREFIX = 'weft-app-';
const APP = `${PREFIX}${APP_FILES.version}`;
/** Versions that are kept: this one, the one before for windows that are still of it, and one that waits. */
const VERSIONS = 3;
const FILES = 'weft-files';
/** Pictures that are kept, the latest ones; a page has a few. */
const MOST_FILES = 500;
const FILE_PATH = /^\/api\/v1\/files\/[^/]+$/;
/** So many files at a time: the page that is open comes first. */
const AT_ONCE = 4;

scope.addEventListener('install', (event) => event.waitUntil(keepApp()));

scope.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOldVersions(), scope.clients.claim()]));
});

scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting();
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.method !== 'GET' || origin !== scope.location.origin) return;
  if (FILE_PATH.test(pathname)) {
    if (request.destination === 'image') event.respondWith(answerPicture(event));
    return;
  }
  if (pathname.startsWith('/api/') || pathname.startsWith('/sandbox/')) return;
  // Whoever comes with a token wants to be let in, which the server does.
  if (request.mode === 'navigate' && search.includes('token=')) return;
  if (request.mode === 'navigate') event.respondWith(fromApp('/', request));
  else if (pathname.startsWith('/assets/')) event.respondWith(answerAsset(request));
  else if (APP_FILES.paths.includes(pathname)) event.respondWith(fromApp(pathname, request));
});

/** All of it or nothing: where one file cannot be had, the browser tries again another time. */
async function keepApp(): Promise<void> {
  const cache = await caches.open(APP);
  const wanted = [...APP_FILES.paths];
  async function next(): Promise<void> {
    for (let path = wanted.pop(); path !== undefined; path = wanted.pop()) {
      // The name of a file under /assets/ is made of what is in it.
      const isFixed = path.startsWith('/assets/');
      const known = isFixed ? await caches.match(path, { ignoreVary: true }) : undefined;
      const answer = known ?? (await fetch(path, { cache: isFixed ? 'default' : 'no-cache' }));
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      await cache.put(path, answer);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}

async function forgetOldVersions(): Promise<void> {
  // The oldest first.
  const versions = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const over = versions.filter((name) => name !== APP).slice(0, -(VERSIONS - 1));
  await Promise.all(over.map((name) => caches.delete(name)));
}

async function fromApp(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(APP)).match(path, { ignoreVary: true });
  return kept ?? fetch(request);
}

async function answerAsset(request: Request): Promise<Response> {
  const kept = await caches.match(request.url, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    await caches
      .open(APP)
      .then((cache) => cache.put(request.url, copy))
      .catch(() => undefined);
  }
  return answer;
}

/** The server says who may see it as long as it can be asked; what was seen stays when it cannot. */
async function answerPicture(event: RequestEvent): Promise<Response> {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (answer.status === 200) event.waitUntil(keepPicture(request.url, answer.clone()));
    else if (answer.status >= 400 && answer.status < 500)
      event.waitUntil(caches.open(FILES).then((cache) => cache.delete(request.url)));
    return answer;
  } catch (error) {
    const kept = await caches.match(request.url, { cacheName: FILES, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function keepPicture(url: string, answer: Response): Promise<void> {
  const cache = await caches.open(FILES);
  await cache.put(url, answer);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, -MOST_FILES).map((old) => cache.delete(old)));
}
