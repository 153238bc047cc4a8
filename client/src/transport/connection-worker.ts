/** The connection of all tabs of this browser, in a SharedWorker: each tab that joins gets a port. */
import { serveTab } from './connection-host.ts';
import { createHttpConnection } from './http-connection.ts';
import { createMemoryRungMemory, type RememberedRung } from './rung-memory.ts';
import type { Connection } from './connection.ts';
import type { ToWorker } from './worker-messages.ts';

const memory = createMemoryRungMemory();
let connection: Connection | undefined;

/** Made when the first tab has said what it remembers: a worker has no storage of its own for that. */
function connect(kept: RememberedRung | undefined): Connection {
  if (!connection) {
    memory.save(kept);
    connection = createHttpConnection({ rungMemory: memory });
  }
  return connection;
}

addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (!port) return;
  const first = ({ data }: MessageEvent): void => {
    port.removeEventListener('message', first);
    const join = data as Extract<ToWorker, { type: 'join' }>;
    serveTab(port, {
      connection: connect(join.kept),
      memory,
      whenFree: (lock) => navigator.locks.request(lock, () => undefined),
    });
    port.dispatchEvent(new MessageEvent('message', { data }));
  };
  port.addEventListener('message', first);
  port.start();
});
