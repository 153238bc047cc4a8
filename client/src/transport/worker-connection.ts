import type { Clock } from '@weft/shared/clock';
import type { FollowSink, Rung } from '../sync/ports.ts';
import type { Follow } from './carrier.ts';
import type { Connection } from './connection.ts';
import type { RungMemory } from './rung-memory.ts';
import type { Channel, FromWorker, ToWorker } from './worker-messages.ts';

/** A worker that has not answered for this long is not there. Milliseconds. */
const PATIENCE_MS = 2_500;

export interface WorkerConnectionPorts {
  /** Starts or finds the worker, and takes a Web Lock; rejects where either is not to be had. */
  readonly open: () => Promise<{ channel: Channel<ToWorker>; lock: string }>;
  /** The connection of this tab alone, for want of a worker. */
  readonly local: () => Connection;
  readonly memory: RungMemory;
  readonly clock: Clock;
}

interface Followed {
  readonly from: Pick<Follow, 'doc' | 'session' | 'cursor'>;
  readonly sink: FollowSink;
  /** Ends it on the connection of this tab alone. */
  stop?: () => void;
  stopWaiting?: () => void;
}

/** A connection that lives in a worker and is shared by tabs; where that does not answer, one of this tab alone. */
export function createWorkerConnection(ports: WorkerConnectionPorts): Connection {
  const { memory, clock } = ports;
  const follows = new Map<number, Followed>();
  const listeners = new Set<(rung: Rung) => void>();
  let rung: Rung = memory.load()?.rung ?? 'stream';
  let channel: Channel<ToWorker> | undefined;
  let local: Connection | undefined;
  let ids = 0;
  const stopStarting = clock.after(PATIENCE_MS, goAlone);

  ports.open().then(({ channel: opened, lock }) => {
    if (local) return opened.close();
    opened.addEventListener('message', ({ data }) => hear(opened, data as FromWorker));
    opened.start();
    opened.postMessage({ type: 'join', lock, kept: memory.load() });
  }, goAlone);

  function hear(from: Channel<ToWorker>, message: FromWorker): void {
    if (local) return;
    if (message.type === 'rung') {
      if (!channel) {
        channel = from;
        stopStarting();
        for (const id of follows.keys()) ask(id);
      }
      memory.save(message.kept);
      return setRung(message.rung);
    }
    const followed = follows.get(message.id);
    if (!followed) return;
    followed.stopWaiting?.();
    if (message.type === 'event') followed.sink.event(message.event);
    else if (message.type === 'alive') followed.sink.alive?.();
    else if (message.type === 'lost') {
      follows.delete(message.id);
      followed.sink.lost(message.failure);
    }
  }

  function setRung(next: Rung): void {
    if (next === rung) return;
    rung = next;
    for (const callback of Array.from(listeners)) callback(next);
  }

  function ask(id: number): void {
    const followed = follows.get(id)!;
    channel?.postMessage({ type: 'follow', id, ...followed.from });
    followed.stopWaiting = clock.after(PATIENCE_MS, goAlone);
  }

  function goAlone(): void {
    if (local) return;
    stopStarting();
    channel?.close();
    channel = undefined;
    local = ports.local();
    local.onRung(setRung);
    setRung(local.rung);
    for (const followed of follows.values()) {
      followed.stopWaiting?.();
      followed.stop = local.follow(followed.from, followed.sink);
    }
  }

  return {
    follow({ doc, session, cursor }, sink) {
      const from = { doc, session, cursor };
      if (local) return local.follow(from, sink);
      const id = (ids += 1);
      follows.set(id, { from, sink });
      if (channel) ask(id);
      return () => {
        const followed = follows.get(id);
        follows.delete(id);
        followed?.stopWaiting?.();
        followed?.stop?.();
        if (followed) channel?.postMessage({ type: 'stop', id });
      };
    },
    edited: () => (local ? local.edited() : channel?.postMessage({ type: 'edited' })),
    moved: () => (local ? local.moved() : channel?.postMessage({ type: 'moved' })),
    get rung() {
      return rung;
    },
    onRung(callback) {
      const own = (next: Rung): void => callback(next);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
