import { gunzipSync } from 'node:zlib';
import type { Clock } from '@weft/shared/clock';
import { ERRORS } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';
import {
  createFaultyNetwork,
  NO_FAULTS,
  type FaultyNetwork,
  type Faults,
} from '@weft/shared/testing/network';
import { seededRandom, type Random } from '@weft/shared/testing/random';
import type { Failure, Transport } from '@weft/client/sync/ports';
import { LOCAL_PRINCIPAL } from '@weft/server/access/principal';
import { createMemoryDocuments } from '@weft/server/documents/memory-documents';
import { createHub } from '@weft/server/hub/hub';
import { createCompaction, type Compaction } from '@weft/server/compaction/compaction';
import { createMemoryCompactor } from '@weft/server/compaction/memory-compactor';
import type { Log, StoredState } from '@weft/server/log/log';
import { createMemoryLog, type MemoryLog } from '@weft/server/log/memory-log';
import { gatherState } from '@weft/server/log/state-parts';
import type { RoomMessage } from '@weft/server/room/message';
import { createPresenceLane } from '@weft/server/room/presence';
import { Refusal } from '@weft/server/room/refusal';
import type { Room } from '@weft/server/room/room';
import { createRooms, type Rooms } from '@weft/server/room/rooms';
import { planSnapshot } from '@weft/server/room/snapshot';
import { subscribe, type SubscriptionPorts } from '@weft/server/room/subscription';

import {
  createSimulatedDisk,
  SOUND_DISK,
  type DiskFaults,
  type SimulatedDisk,
} from './simulated-disk.ts';
import { openSimulatedStream, UNREACHABLE } from './simulated-stream.ts';

const WHOLE = Number.MAX_SAFE_INTEGER;

/** The server's rooms over a log in memory, reached through a faulty network instead of HTTP. */
export interface SimulatedServer {
  readonly log: Log;
  transport(network: FaultyNetwork): Transport;
  /** Folds what there is of `doc`. */
  compact(doc: DocId): Promise<void>;
  /** All streams break and everything but the log is forgotten, as after `kill -9`. */
  restart(): void;
  /** Restarts over an older copy of the disk: the newest `rows` rows of `doc` are gone. */
  rollBack(doc: DocId, rows: number): Promise<void>;
  /** Restarts over an older copy of the disk, whose documents all have another epoch now. */
  restore(doc: DocId, rows: number): Promise<void>;
  create(doc: DocId): Promise<void>;
  setDiskFaults(faults: DiskFaults): void;
  /** What a new reader is sent: a state where there is one, and the rows after it. */
  snapshotOf(doc: DocId): Promise<Uint8Array[]>;
}

export function createSimulatedServer(clock: Clock, random = seededRandom(0)): SimulatedServer {
  // A rolled back disk keeps its epoch, and only the tags give it away.
  let epochs = 0;
  const newLog = (): MemoryLog => createMemoryLog(() => String(epochs).padStart(11, 'A'));
  let log = newLog();
  const documents = createMemoryDocuments();
  let diskFaults = SOUND_DISK;
  let life = newLife();

  interface Life extends SubscriptionPorts {
    readonly rooms: Rooms;
    readonly streams: Set<() => void>;
    readonly compaction: Compaction;
    readonly disk: SimulatedDisk;
  }

  function newLife(): Life {
    const hub = createHub<RoomMessage>();
    const presence = createPresenceLane({ clock, hub });
    const disk = createSimulatedDisk(log, clock, random, diskFaults);
    const compaction = createCompaction({
      log: disk.log,
      compactor: createMemoryCompactor(log),
      clock,
      onCompacted: (doc, { quarantined }) => quarantined.length > 0 && rooms.reopen(doc),
      onFault: () => undefined,
    });
    const onRow = (doc: DocId, _: unknown, bytes: number): void => compaction.changed(doc, bytes);
    const rooms = createRooms({ log: disk.log, documents, hub, clock, onRow });
    void compaction.catchUp();
    return { hub, presence, rooms, streams: new Set(), compaction, disk };
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
            const plan = await planSnapshot(room, since);
            const state = plan.state && (await readState(room, plan.state));
            const rows = await room.read(plan.rowsAfter, WHOLE);
            const updates = rows
              .filter(({ offset }) => offset <= plan.to.offset)
              .map(({ bytes }) => ({ kind: 'update' as const, bytes }));
            return {
              ok: true as const,
              cursor: plan.to,
              since: plan.since,
              stateOffset: plan.state?.offset,
              frames: state ? [{ kind: 'state' as const, bytes: state }, ...updates] : updates,
            };
          }),
        );
        return signal.aborted ? UNREACHABLE : (result ?? UNREACHABLE);
      },
      follow({ doc, session, cursor }, sink) {
        const { streams } = life;
        const { outlet, close, leave } = openSimulatedStream(network, sink);
        outlet.onClose(() => streams.delete(close));
        streams.add(close);
        clock.after(0, () => {
          const sessions = new Set([session]);
          void subscribe(life, outlet, { doc, cursor, sessions, here: sessions, needsId: false });
        });
        return leave;
      },
      async presence(doc, session, state) {
        await network.request(() =>
          answer(async () => life.presence.post(doc, session, LOCAL_PRINCIPAL, state)),
        );
      },
    };
  }

  function restart(): void {
    const { streams, rooms, presence, compaction, disk } = life;
    disk.crash();
    life = newLife();
    rooms.close();
    presence.close();
    compaction.close();
    for (const close of Array.from(streams)) close();
  }

  async function rollBack(doc: DocId, lost: number): Promise<void> {
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
  }

  return {
    get log() {
      return log;
    },
    transport,
    restart,
    rollBack,
    async restore(doc, lost) {
      await rollBack(doc, lost);
      epochs += 1;
      log.recreate(doc);
    },
    async compact(doc) {
      // What cannot be folded now is folded another time.
      await life.compaction.compact(doc).catch(() => undefined);
    },
    setDiskFaults(faults) {
      diskFaults = faults;
      life.disk.setFaults(faults);
    },
    async snapshotOf(doc) {
      const room = await life.rooms.open(doc);
      const { state, rowsAfter } = await planSnapshot(room, undefined);
      const rows = (await room.read(rowsAfter, WHOLE)).map(({ bytes }) => bytes);
      return state ? [await readState(room, state), ...rows] : rows;
    },
    async create(doc) {
      await life.rooms.create(doc, 'raw');
    },
  };
}

async function readState(room: Room, { offset }: StoredState): Promise<Uint8Array> {
  return gunzipSync(await gatherState((part) => room.statePart(offset, part)));
}

/** A network for one client, healthy unless told otherwise. */
export function networkOf(clock: Clock, random: Random, faults: Faults = NO_FAULTS): FaultyNetwork {
  return createFaultyNetwork(clock, random, faults);
}
