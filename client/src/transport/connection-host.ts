import type { Connection } from './connection.ts';
import type { RungMemory } from './rung-memory.ts';
import type { Channel, FromWorker, ToWorker } from './worker-messages.ts';

export interface HostPorts {
  readonly connection: Connection;
  readonly memory: RungMemory;
  /** Resolves once nobody holds the Web Lock any more. */
  readonly whenFree: (lock: string) => Promise<void>;
}

/** Serves one tab from the connection that all tabs share, until the tab is gone in whatever way. */
export function serveTab(
  channel: Channel<FromWorker>,
  { connection, memory, whenFree }: HostPorts,
): void {
  const stops = new Map<number, () => void>();
  let stopRungs = (): void => undefined;

  function tellRung(): void {
    channel.postMessage({ type: 'rung', rung: connection.rung, kept: memory.load() });
  }

  function end(): void {
    for (const stop of stops.values()) stop();
    stops.clear();
    stopRungs();
    channel.close();
  }

  function hear(message: ToWorker): void {
    switch (message.type) {
      case 'join':
        stopRungs = connection.onRung(tellRung);
        // A tab without a lock is served as well; that it ends is noticed by nobody.
        whenFree(message.lock).then(end, () => undefined);
        return tellRung();
      case 'follow':
        return follow(message);
      case 'stop':
        stops.get(message.id)?.();
        return void stops.delete(message.id);
      case 'edited':
        return connection.edited();
      case 'moved':
        return connection.moved();
    }
  }

  function follow({ id, doc, session, cursor }: Extract<ToWorker, { type: 'follow' }>): void {
    channel.postMessage({ type: 'taken', id });
    const stop = connection.follow(
      { doc, session, cursor },
      {
        event: (event) => channel.postMessage({ type: 'event', id, event }),
        alive: () => channel.postMessage({ type: 'alive', id }),
        lost(failure) {
          stops.delete(id);
          channel.postMessage({ type: 'lost', id, failure });
        },
      },
    );
    stops.set(id, stop);
  }

  channel.addEventListener('message', ({ data }) => hear(data as ToWorker));
  channel.start();
}
