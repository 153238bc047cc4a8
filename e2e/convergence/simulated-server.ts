import { createEventReader } from '@weft/shared/codec/sse';
import type { Clock } from '@weft/shared/clock';
import { ERRORS } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';
import {
  createFaultyNetwork,
  NO_FAULTS,
  type FaultyNetwork,
  type Faults,
} from '@weft/shared/testing/network';
import type { Random } from '@weft/shared/testing/random';
import type { Failure, Transport } from '@weft/client/sync/ports';
import { LOCAL_PRINCIPAL } from '@weft/server/access/principal';
import { createMemoryDocuments } from '@weft/server/documents/memory-documents';
import { createHub } from '@weft/server/hub/hub';
import type { Log } from '@weft/server/log/log';
import { createMemoryLog } from '@weft/server/log/memory-log';
import type { Outlet } from '@weft/server/room/follower';
import type { RoomMessage } from '@weft/server/room/message';
import { createPresenceLane } from '@weft/server/room/presence';
import { Refusal } from '@weft/server/room/refusal';
import { createRooms, type Rooms } from '@weft/server/room/rooms';
import { subscribe, type SubscriptionPorts } from '@weft/server/room/subscription';

const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };
const WHOLE = Number.MAX_SAFE_INTEGER;

/** The server's rooms over a log in memory, reached through a faulty network instead of HTTP. */
export interface SimulatedServer {
  readonly log: Log;
  transport(network: FaultyNetwork): Transport;
  /** All streams break and everything but the log is forgotten, as after `kill -9`. */
  restart(): void;
  /** Restarts over an older copy of the disk: the newest `rows` rows of `doc` are gone. */
  rollBack(doc: DocId, rows: number): Promise<void>;
  create(doc: DocId): Promise<void>;
}

export function createSimulatedServer(clock: Clock): SimulatedServer {
  // One epoch for ever: a rolled back disk keeps its epoch too, and only the tags give it away.
  const newLog = (): Log => createMemoryLog(() => 'AAAAAAAAAAA');
  let log = newLog();
  const documents = createMemoryDocuments();
  let life = newLife();

  function newLife(): SubscriptionPorts & { rooms: Rooms; streams: Set<() => void> } {
    const hub = createHub<RoomMessage>();
    const presence = createPresenceLane({ clock, hub });
    const rooms = createRooms({ log, documents, hub, clock, onRow: () => undefined });
    return { hub, presence, rooms, streams: new Set() };
  }

  async function answer<T>(work: () => Promise<T>): Promise<T | Failure> {
    try {
      return await work();
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal';
      return { ok: false, code, retry: ERRORS[code].retry };
    }
  }

  function transport(network: FaultyNetwork): Transport {
    return {
      async append({ doc, session, n, bytes }, signal) {
        const result = await network.request(() =>
          answer(async () => {
            const room = await life.rooms.open(doc);
            const cursor = await room.append({
              author: { session, n },
              principal: LOCAL_PRINCIPAL,
              bytes,
            });
            return { ok: true as const, cursor };
          }),
        );
        return signal.aborted ? UNREACHABLE : (result ?? UNREACHABLE);
      },
      async snapshot(doc, since, signal) {
        const result = await network.request(() =>
          answer(async () => {
            const room = await life.rooms.open(doc);
            const cursor = room.committed;
            const from = since && (await room.knows(since)) ? since.offset : 0;
            const rows = await room.read(from, WHOLE);
            const frames = rows
              .filter(({ offset }) => offset <= cursor.offset)
              .map(({ bytes }) => ({ kind: 'update' as const, bytes }));
            return { ok: true as const, cursor, since: from, frames };
          }),
        );
        return signal.aborted ? UNREACHABLE : (result ?? UNREACHABLE);
      },
      follow({ doc, session, cursor }, sink) {
        let over = false;
        const closeCallbacks: (() => void)[] = [];
        const { streams } = life;
        const close = (): void => {
          streams.delete(close);
          for (const callback of closeCallbacks.splice(0)) callback();
        };
        const lose = (): void => {
          close();
          if (!over) sink.lost(UNREACHABLE);
          over = true;
        };
        const reader = createEventReader((event) => {
          if (!over) sink.event(event);
        }, lose);
        const pipe = network.pipe<string>((text) => reader.feed(text), lose);
        let closed = false;
        closeCallbacks.push(() => (closed = true));
        const outlet: Outlet = {
          ready: true,
          get closed() {
            return closed;
          },
          write: (event) => pipe.send(event.toString()),
          drained: () => Promise.resolve(),
          onClose: (callback) => void (closed ? callback() : closeCallbacks.push(callback)),
        };
        streams.add(close);
        clock.after(0, () => {
          const sessions = new Set([session]);
          void subscribe(life, outlet, { doc, cursor, sessions, here: sessions });
        });
        closeCallbacks.push(() => pipe.end());
        return () => {
          over = true;
          close();
        };
      },
      async presence(doc, session, state) {
        await network.request(() =>
          answer(async () => life.presence.post(doc, session, LOCAL_PRINCIPAL, state)),
        );
      },
    };
  }

  function restart(): void {
    const { streams, rooms, presence } = life;
    life = newLife();
    rooms.close();
    presence.close();
    for (const close of Array.from(streams)) close();
  }

  return {
    get log() {
      return log;
    },
    transport,
    restart,
    async rollBack(doc, lost) {
      const rows = await log.read(doc, 0, WHOLE);
      const older = newLog();
      for (const { offset, session, n, time, bytes } of rows.slice(
        0,
        Math.max(0, rows.length - lost),
      )) {
        const author = session && { session, n };
        await older.append({
          doc,
          after: offset - 1,
          author,
          principal: LOCAL_PRINCIPAL,
          time,
          bytes,
        });
      }
      log = older;
      restart();
    },
    async create(doc) {
      await life.rooms.create(doc, 'raw');
    },
  };
}

/** A network for one client, healthy unless told otherwise. */
export function networkOf(clock: Clock, random: Random, faults: Faults = NO_FAULTS): FaultyNetwork {
  return createFaultyNetwork(clock, random, faults);
}
