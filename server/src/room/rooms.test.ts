import * as Y from 'yjs';
import { describe, expect, test } from 'vitest';
import { seedOf } from '@weft/shared/document/seed';
import { manualClock } from '@weft/shared/testing/clock';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createHub } from '../hub/hub.ts';
import { LogError } from '../log/log.ts';
import { createHeldLog } from '../log/testing/held-log.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import type { RoomMessage } from './message.ts';
import type { Room } from './room.ts';
import { createRooms } from './rooms.ts';
import { codeOf } from './testing/refusal-of.ts';
import { typist } from './testing/typist.ts';

const doc = docIdOf(1);
const ann = sessionIdOf(1);
const MINUTE = 60_000;

/** Rooms over a log and documents that outlive them, as a process's would. */
function subject(log = createHeldLog(), documents = createMemoryDocuments()) {
  const clock = manualClock();
  const hub = createHub<RoomMessage>();
  const told: string[] = [];
  const rooms = createRooms({
    log,
    documents,
    hub,
    clock,
    onRow: (id, { offset }) =>
      void told.push(`row ${offset} of ${id === doc ? 'ours' : 'another'}`),
  });
  return { log, documents, clock, hub, rooms, told };
}

const append = (room: Room, bytes: Uint8Array, n?: number): Promise<unknown> =>
  room.append({
    principal: LOCAL_PRINCIPAL,
    bytes,
    author: n === undefined ? undefined : { session: ann, n },
  });

describe('opening', () => {
  test('DOC-3 an unknown document has no room, and is none of those in memory', async () => {
    const { rooms } = subject();
    expect(await codeOf(rooms.open(doc))).toBe('document-unknown');
    expect(rooms.count).toBe(0);
  });

  test('UP-1 a document has one room, however many open it at once', async () => {
    const { rooms, documents } = subject();
    await documents.create({ id: doc, format: 'raw', time: 1 });
    const opened = await Promise.all([rooms.open(doc), rooms.open(doc), rooms.open(doc)]);
    expect(new Set(opened).size).toBe(1);
    expect(await rooms.open(doc)).toBe(opened[0]);
    expect(rooms.count).toBe(1);
  });

  test('UP-1 a row is published, then its change is told', async () => {
    const { rooms, hub, told } = subject();
    const { room } = await rooms.create(doc, 'raw');
    hub.listen(doc, (message) => told.push(message.kind));
    await append(room, typist(1).type('a'));
    expect(told).toEqual(['row', 'row 1 of ours']);
  });

  test('ERR-2 a document that could not be read is tried again at the next opening', async () => {
    const log = createHeldLog();
    let faults = 1;
    const failing = {
      ...log,
      head: (id: typeof doc) =>
        faults-- > 0 ? Promise.reject(new LogError('storage')) : log.head(id),
    };
    const { rooms, documents } = subject(failing);
    await documents.create({ id: doc, format: 'raw', time: 1 });
    expect(await codeOf(rooms.open(doc))).toBe('unavailable');
    expect(rooms.count).toBe(0);
    expect((await rooms.open(doc)).committed.offset).toBe(0);
  });

  test('LOG-7 a room whose disk refused is replaced by one that knows what the disk has', async () => {
    const { rooms, log } = subject();
    const one = typist(1);
    const { room } = await rooms.create(doc, 'raw');
    await append(room, one.type('a'), 1);
    const lost = one.type('b');
    log.hold();
    const appended = codeOf(append(room, lost, 2));
    await log.fail('after');
    expect(await appended).toBe('unavailable');
    const fresh = await rooms.open(doc);
    expect(fresh).not.toBe(room);
    expect(await append(fresh, lost, 2)).toMatchObject({ offset: 2 });
    expect(await append(fresh, one.type('c'), 3)).toMatchObject({ offset: 3 });
  });
});

describe('forgetting', () => {
  test('UP-2 a room that nobody uses is forgotten, and what it knew is read from the log again', async () => {
    const { rooms, clock } = subject();
    const one = typist(1);
    const { room } = await rooms.create(doc, 'raw');
    const first = one.type('a');
    const cursor = await append(room, first, 1);
    clock.advance(3 * MINUTE);
    expect(rooms.count).toBe(0);
    const again = await rooms.open(doc);
    expect(again).not.toBe(room);
    expect(again.committed).toEqual(cursor);
    expect(await append(again, first, 1)).toEqual(cursor);
    expect(await append(again, one.type('b'), 2)).toMatchObject({ offset: 2 });
  });

  test('VER-3 who may write in a document is read from the log again', async () => {
    const { rooms, clock } = subject();
    const { room } = await rooms.create(doc, 'blocks');
    const other = new Y.Doc();
    other.getMap('meta').set('minWriter', 2);
    await append(room, Y.encodeStateAsUpdate(other));
    clock.advance(3 * MINUTE);
    const again = await rooms.open(doc);
    expect(again).not.toBe(room);
    expect(await codeOf(append(again, typist(1).type('a')))).toBe('client-too-old');
  });

  test('DOWN-2 a room that somebody listens to is kept, whatever time passes', async () => {
    const { rooms, hub, clock } = subject();
    const { room } = await rooms.create(doc, 'raw');
    const stop = hub.listen(doc, () => undefined);
    clock.advance(60 * MINUTE);
    expect(await rooms.open(doc)).toBe(room);
    stop();
    clock.advance(3 * MINUTE);
    expect(rooms.count).toBe(0);
  });

  test('UP-1 a room with rows on their way is kept until they are settled', async () => {
    const { rooms, log, clock } = subject();
    const { room } = await rooms.create(doc, 'raw');
    log.hold();
    const appended = append(room, typist(1).type('a'));
    clock.advance(60 * MINUTE);
    expect(rooms.count).toBe(1);
    await log.release();
    await appended;
    clock.advance(3 * MINUTE);
    expect(rooms.count).toBe(0);
  });

  test('UP-1 a room in use is not forgotten between two uses', async () => {
    const { rooms, clock } = subject();
    const { room } = await rooms.create(doc, 'raw');
    for (let use = 0; use < 10; use++) {
      clock.advance(MINUTE / 2);
      expect(await rooms.open(doc)).toBe(room);
    }
  });

  test('OPS-5 closed rooms leave no timer behind', async () => {
    const { rooms, clock } = subject();
    await rooms.create(doc, 'raw');
    expect(clock.nextTimer()).toBeDefined();
    rooms.close();
    expect([clock.nextTimer(), rooms.count]).toEqual([undefined, 0]);
  });
});

describe('creating', () => {
  test('DOC-1 the same create again changes nothing', async () => {
    const { rooms, log } = subject();
    expect((await rooms.create(doc, 'lexical-v2')).created).toBe(true);
    const before = await log.head(doc);
    expect((await rooms.create(doc, 'lexical-v2')).created).toBe(false);
    expect(await log.head(doc)).toEqual(before);
  });

  test('DOC-4 a new document of a format with a seed starts with it, at offset 1', async () => {
    const { rooms, log } = subject();
    const { room } = await rooms.create(doc, 'lexical-v2');
    expect(room.committed.offset).toBe(1);
    const [row] = await log.read(doc, 0, 1000);
    expect(row).toMatchObject({ offset: 1, session: undefined });
    expect(row!.bytes).toEqual(seedOf('lexical-v2'));
    const raw = await rooms.create(docIdOf(2), 'raw');
    expect(raw.room.committed.offset).toBe(0);
  });

  test('DOC-4 creates at once leave one seed', async () => {
    const { rooms, log } = subject();
    await Promise.all([1, 2, 3].map(() => rooms.create(doc, 'lexical-v2')));
    expect((await log.head(doc)).cursor.offset).toBe(1);
  });

  test('DOC-4 a crash between the record and its seed is healed at the next opening', async () => {
    const { documents, log } = subject();
    await documents.create({ id: doc, format: 'lexical-v2', time: 1 });
    const after = subject(log, documents);
    const room = await after.rooms.open(doc);
    expect(room.committed.offset).toBe(1);
    expect((await log.read(doc, 0, 1000))[0]!.bytes).toEqual(seedOf('lexical-v2'));
    const later = subject(log, documents);
    expect((await later.rooms.open(doc)).committed.offset).toBe(1);
  });

  test('DOC-4 a seed that the disk refused is written at the next opening', async () => {
    const { rooms, log } = subject();
    log.hold();
    const created = codeOf(rooms.create(doc, 'lexical-v2'));
    await Promise.resolve();
    while (log.handed.length === 0) await new Promise((resolve) => setImmediate(resolve));
    await log.fail();
    expect(await created).toBe('unavailable');
    expect((await rooms.open(doc)).committed.offset).toBe(1);
  });

  test('DOC-5 a document that exists in another format is not created in this one', async () => {
    const { rooms } = subject();
    await rooms.create(doc, 'raw');
    expect(await codeOf(rooms.create(doc, 'lexical-v2'))).toBe('format-mismatch');
    expect((await rooms.open(doc)).format).toBe('raw');
  });
});

describe('deleting', () => {
  test('DOC-3 DOWN-11 those who follow are told, and the room takes nothing more', async () => {
    const { rooms, hub } = subject();
    const { room } = await rooms.create(doc, 'raw');
    const heard: RoomMessage[] = [];
    hub.listen(doc, (message) => heard.push(message));
    await rooms.remove(doc);
    expect(heard).toEqual([{ kind: 'gone', code: 'document-deleted' }]);
    expect(await codeOf(append(room, typist(1).type('a')))).toBe('document-deleted');
    expect(rooms.count).toBe(0);
  });

  test('DOC-3 a deleted document is deleted for ever, in whatever format it is asked for', async () => {
    const { rooms } = subject();
    await rooms.create(doc, 'raw');
    await rooms.remove(doc);
    expect(await codeOf(rooms.open(doc))).toBe('document-deleted');
    expect(await codeOf(rooms.remove(doc))).toBe('document-deleted');
    expect(await codeOf(rooms.create(doc, 'raw'))).toBe('document-deleted');
    expect(await codeOf(rooms.create(doc, 'lexical-v2'))).toBe('document-deleted');
    expect(await codeOf(rooms.remove(docIdOf(2)))).toBe('document-unknown');
  });

  test('DOC-3 a deletion that could not be recorded has not happened', async () => {
    const documents = createMemoryDocuments();
    const { rooms, hub } = subject(createHeldLog(), {
      ...documents,
      remove: () => Promise.reject(new LogError('storage')),
    });
    const { room } = await rooms.create(doc, 'raw');
    const heard: RoomMessage[] = [];
    hub.listen(doc, (message) => heard.push(message));
    expect(await codeOf(rooms.remove(doc))).toBe('unavailable');
    expect(heard).toEqual([]);
    expect(await append(room, typist(1).type('a'))).toMatchObject({ offset: 1 });
  });
});
