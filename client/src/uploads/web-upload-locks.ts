import type { UploadLocks } from './ports.ts';

/** Files as Web Locks: the browser lets go of a lock when its tab crashes, is closed, or is discarded. */
export function createWebUploadLocks(manager: LockManager): UploadLocks {
  return {
    hold: (id, signal) =>
      new Promise((resolve, reject) => {
        // Held until the promise given to the browser settles.
        manager
          .request(
            `weft-upload-${id}`,
            { signal },
            () => new Promise<void>((release) => resolve(release)),
          )
          .catch(reject);
      }),
  };
}
