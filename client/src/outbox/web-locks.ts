import type { SessionId } from '@weft/shared/protocol/ids';
import type { SessionLocks } from '../sync/ports.ts';

const lockName = (session: SessionId): string => `weft-session-${session}`;

/** Sessions as Web Locks: the browser lets go of a lock when its tab crashes, is closed, or is discarded. */
export function createWebLocks(manager: LockManager): SessionLocks {
  /** Resolves once granted or not; the lock is held until the promise given to the browser settles. */
  function request(session: SessionId, options: LockOptions): Promise<(() => void) | undefined> {
    return new Promise((resolve, reject) => {
      manager
        .request(lockName(session), options, (lock) => {
          if (!lock) return resolve(undefined);
          return new Promise<void>((release) => resolve(release));
        })
        .catch(reject);
    });
  }
  return {
    hold: async (session) => (await request(session, {}))!,
    tryHold: (session) => request(session, { ifAvailable: true }),
  };
}
