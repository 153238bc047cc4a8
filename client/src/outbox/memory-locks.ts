import type { SessionId } from '@weft/shared/protocol/ids';
import type { SessionLocks } from '../sync/ports.ts';

/** Locks within one process. */
export function createMemoryLocks(): SessionLocks {
  const held = new Map<SessionId, Promise<void>>();

  function take(session: SessionId): () => void {
    let done!: () => void;
    const free = new Promise<void>((resolve) => (done = resolve));
    held.set(session, free);
    return () => {
      if (held.get(session) === free) held.delete(session);
      done();
    };
  }
  return {
    async hold(session) {
      while (held.has(session)) await held.get(session);
      return take(session);
    },
    tryHold: async (session) => (held.has(session) ? undefined : take(session)),
  };
}
