import type { Setting } from '../widgets/setting.ts';

/**
 * The app on this device, where the browser can keep it: that takes an encrypted address, or this machine. A chunk of its
 * own, which comes once the page can be typed in: the files that it has the browser fetch are many.
 */

/** A window that stays open asks so often whether there is a newer version, milliseconds. */
const ASK_EVERY_MS = 60 * 60 * 1_000;
/** A version that does not come in so long is not waited for, milliseconds. */
const PATIENCE_MS = 10_000;
const SCRIPT = '/service-worker.js';

const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
const listeners = new Set<() => void>();
let isNewer = false;

// Made by the build: the development server has no versions. A browser that keeps nothing starts with the network only.
const registration: Promise<ServiceWorkerRegistration | undefined> = import.meta.env.PROD
  ? Promise.resolve(worker?.register(SCRIPT)).catch(() => undefined)
  : Promise.resolve(undefined);
void registration.then((registered) => registered && follow(registered));

/** Whether a newer version of the app lies ready. */
export const isNewerVersion: Pick<Setting<boolean>, 'get' | 'subscribe'> = {
  get: () => isNewer,
  subscribe(changed) {
    listeners.add(changed);
    return () => void listeners.delete(changed);
  },
};

/** Loads the page in the newest version there is. */
export async function takeNewest(): Promise<void> {
  const registered = await registration;
  if (registered && worker) {
    await registered.update().catch(() => undefined);
    const waiting = await settledVersion(registered);
    if (waiting) {
      const changed = new Promise((resolve) => {
        worker.addEventListener('controllerchange', resolve, { once: true });
      });
      waiting.postMessage('take-over');
      await Promise.race([changed, after(PATIENCE_MS)]);
    }
  }
  location.reload();
}

function follow(registered: ServiceWorkerRegistration): void {
  const look = (): void => {
    // Without one that is in charge it is the first version, which nobody waits for.
    isNewer = registered.waiting !== null && worker?.controller !== null;
    for (const listener of Array.from(listeners)) listener();
  };
  const watch = (): void => registered.installing?.addEventListener('statechange', look);
  registered.addEventListener('updatefound', watch);
  watch();
  look();
  const ask = (): void => void registered.update().catch(() => undefined);
  setInterval(ask, ASK_EVERY_MS);
  addEventListener('online', ask);
}

/** The version that waits, once one that is being fetched has come. */
async function settledVersion(of: ServiceWorkerRegistration): Promise<ServiceWorker | null> {
  const { installing } = of;
  if (installing) {
    const settled = new Promise((resolve) => {
      installing.addEventListener('statechange', resolve, { once: true });
    });
    await Promise.race([settled, after(PATIENCE_MS)]);
  }
  return of.waiting;
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
