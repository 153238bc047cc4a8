import { systemClock } from '@weft/shared/clock';
import type { Connection } from '../sync.ts';
import { connectionOf } from '../transport/shared-connections.ts';
import { createStoredRungMemory } from '../transport/rung-memory.ts';
import { createWorkerConnection } from '../transport/worker-connection.ts';

let shared: Connection | undefined;

/**
 * The connection that this page's documents come over. Over HTTP/1.1 a browser opens six connections to a server, for
 * all of its tabs together; where the page came that way, the tabs share one in a worker.
 */
export function pageConnection(): Connection {
  return (shared ??= isScarce() ? shareWithTabs() : connectionOf({}));
}

function isScarce(): boolean {
  const entries = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
  // Of what came out of the browser's own cache nothing is known; to share costs nothing where it is not needed.
  const protocol = (entries as PerformanceResourceTiming[])
    .map(({ nextHopProtocol }) => nextHopProtocol)
    .find((name) => name !== '');
  const isOld = protocol === undefined || protocol.startsWith('http/1');
  return isOld && 'SharedWorker' in window && 'locks' in navigator;
}

function shareWithTabs(): Connection {
  const connection = createWorkerConnection({
    async open() {
      const lock = `weft-tab-${crypto.randomUUID()}`;
      await holdForLife(lock);
      const worker = new SharedWorker(
        new URL('../transport/connection-worker.ts', import.meta.url),
        {
          type: 'module',
          name: 'weft-connection',
        },
      );
      return { channel: worker.port, lock };
    },
    local: () => connectionOf({}),
    memory: createStoredRungMemory(() => localStorage, ''),
    clock: systemClock,
  });
  addEventListener('online', connection.moved);
  return connection;
}

/** Resolves once the lock is held; the browser lets go of it when the tab is gone. */
function holdForLife(lock: string): Promise<void> {
  return new Promise((held, failed) => {
    navigator.locks
      .request(lock, () => {
        held();
        return new Promise<never>(() => undefined);
      })
      .catch(failed);
  });
}
