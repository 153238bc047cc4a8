import { describe, expect, test } from 'vitest';
import { MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { createHeldLog, type HeldLog } from '../log/testing/held-log.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { Refusal } from './refusal.ts';
import { createRoom, type Append, type Room } from './room.ts';
import { advance, type StateVector } from './state-vector.ts';
import { codeOf, refusalOf } from './testing/refusal-of.ts';
import { titleAfter, typist } from './testing/typist.ts';

const doc = docIdOf(1);
const ann = sessionIdOf(1);

interface Opened {
  readonly room: Room;
  readonly log: HeldLog;
  /** Offsets that were shown to those who follow. */
  readonly published: number[];
  readonly faults: () => number;
}

/** A room over what `log` holds, as `openRoom` would make it. */
async function opened(log = createHeldLog(), size?: number): Promise<Opened> {
  const head = await log.head(doc);
  const state: StateVector = new Map();
  for (const { bytes } of await log.read(doc, 0, MAX_DOCUMENT_BYTES)) advance(state, bytes);
  const published: number[] = [];
  let faults = 0;
  const past = { head: { ...head, size: size ?? head.size }, state };
  const room = createRoom(doc, 'raw', past, {
    log,
    now: () => 1000,
    publish: ({ offset }) => void published.push(offset),
    onFault: () => (faults += 1),
  });
  return { room, log, published, faults: () => faults };
}

const anonymous = (bytes: Uint8Array): Append => ({ principal: LOCAL_PRINCIPAL, bytes });
const authored = (n: number, bytes: Uint8Array, session = ann): Append => ({
  ...anonymous(bytes),
  author: { session, n },
});

const titleOf = async (log: HeldLog): Promise<string> =>
  titleAfter((await log.read(doc, 0, MAX_DOCUMENT_BYTES)).map(({ bytes }) => bytes));

describe('appending', () => {
  test('UP-1 nobody is answered or shown a row before the log has it', async () => {
    const { room, log, published } = await opened();
    log.hold();
    let answered = false;
    const appended = room.append(anonymous(typist(1).type('a'))).finally(() => (answered = true));
    await turn();
    expect([answered, published, room.committed.offset, room.busy]).toEqual([false, [], 0, true]);
    await log.release();
    const cursor = await appended;
    expect([published, room.committed, room.busy]).toEqual([[1], cursor, false]);
    expect((await log.head(doc)).cursor).toEqual(cursor);
  });

  test('UP-1 a row is on the disk before it is shown, and shown before it is answered', async () => {
    const order: string[] = [];
    const log = createHeldLog();
    const head = await log.head(doc);
    const room = createRoom(
      doc,
      'raw',
      { head, state: new Map() },
      {
        log: { ...log, append: (row) => log.append(row).finally(() => order.push('written')) },
        now: () => 1000,
        publish: () => order.push('shown'),
        onFault: () => undefined,
      },
    );
    await room.append(anonymous(typist(1).type('a')));
    order.push('answered');
    expect(order).toEqual(['written', 'shown', 'answered']);
  });

  test('UP-1 rows need not wait for each other, and are shown in their order', async () => {
    const { room, log, published } = await opened();
    const [one, two] = [typist(1), typist(2)];
    log.hold();
    const appended = ['a', 'b', 'c'].flatMap((letter) =>
      [one, two].map((who) => room.append(anonymous(who.type(letter)))),
    );
    expect(log.handed.map(({ after }) => after)).toEqual([0, 1, 2, 3, 4, 5]);
    await log.release();
    expect((await Promise.all(appended)).map(({ offset }) => offset)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(published).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await titleOf(log)).length).toBe(6);
  });

  test('UP-5 without session and n a repeated append is another row, and harmless', async () => {
    const { room, log } = await opened();
    const update = typist(1).type('hello');
    const cursors = [await room.append(anonymous(update)), await room.append(anonymous(update))];
    expect(cursors.map(({ offset }) => offset)).toEqual([1, 2]);
    expect(await titleOf(log)).toBe('hello');
  });
});

describe('counting', () => {
  test('UP-2 a session’s updates count from 1, each session’s for itself', async () => {
    const { room } = await opened();
    const [one, two] = [typist(1), typist(2)];
    const ben = sessionIdOf(2);
    const offsets = [
      await room.append(authored(1, one.type('a'))),
      await room.append(authored(1, two.type('b'), ben)),
      await room.append(authored(2, one.type('c'))),
      await room.append(authored(2, two.type('d'), ben)),
    ].map(({ offset }) => offset);
    expect(offsets).toEqual([1, 2, 3, 4]);
  });

  test('UP-2 a repeated n answers the cursor it got the first time and stores nothing', async () => {
    const { room, log, published } = await opened();
    const one = typist(1);
    const updates = ['a', 'b', 'c'].map((letter) => one.type(letter));
    const first = [];
    for (const [i, update] of updates.entries())
      first.push(await room.append(authored(i + 1, update)));
    const again = [];
    for (const [i, update] of updates.entries())
      again.push(await room.append(authored(i + 1, update)));
    expect(again).toEqual(first);
    expect(log.handed).toHaveLength(3);
    expect(published).toEqual([1, 2, 3]);
  });

  test('UP-2 a repeated n that is still on its way waits for the first', async () => {
    const { room, log } = await opened();
    const update = typist(1).type('a');
    log.hold();
    const both = [room.append(authored(1, update)), room.append(authored(1, update))];
    await turn();
    await log.release();
    const [first, second] = await Promise.all(both);
    expect(second).toEqual(first);
    expect(log.handed).toHaveLength(1);
  });

  test('UP-2 a room opened anew knows every session’s last n', async () => {
    const before = await opened();
    const one = typist(1);
    const update = one.type('a');
    const cursor = await before.room.append(authored(1, update));
    const { room } = await opened(before.log);
    expect(await room.append(authored(1, update))).toEqual(cursor);
    expect((await room.append(authored(2, one.type('b')))).offset).toBe(2);
  });

  test('UP-3 a repeated n with other bytes is refused and changes nothing', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    await room.append(authored(1, one.type('a')));
    const second = one.type('b');
    await room.append(authored(2, second));
    const before = await log.head(doc);
    for (const n of [1, 2]) {
      expect(await codeOf(room.append(authored(n, typist(9).type('x'))))).toBe('session-reused');
    }
    expect(await log.head(doc)).toEqual(before);
    expect((await room.append(authored(2, second))).offset).toBe(2);
    expect((await room.append(authored(3, one.type('c')))).offset).toBe(3);
  });

  test('UP-3 other bytes are refused also while the first are on their way', async () => {
    const { room, log } = await opened();
    log.hold();
    const first = room.append(authored(1, typist(1).type('a')));
    const other = codeOf(room.append(authored(1, typist(2).type('b'))));
    await turn();
    await log.release();
    expect((await first).offset).toBe(1);
    expect(await other).toBe('session-reused');
  });

  test('UP-4 an n beyond the next is refused with the last one, and changes nothing', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    const [first, second, third] = ['a', 'b', 'c'].map((letter) => one.type(letter)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    expect(await refusalOf(room.append(authored(2, second)))).toMatchObject({
      code: 'session-gap',
      detail: { lastN: 0 },
    });
    await room.append(authored(1, first));
    expect(await refusalOf(room.append(authored(3, third)))).toMatchObject({
      code: 'session-gap',
      detail: { lastN: 1 },
    });
    expect(log.handed).toHaveLength(1);
    await room.append(authored(2, second));
    await room.append(authored(3, third));
    expect(await titleOf(log)).toBe('abc');
  });

  test('UP-4 an n that follows one on its way is the next one', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    log.hold();
    const both = [room.append(authored(1, one.type('a'))), room.append(authored(2, one.type('b')))];
    expect(await codeOf(room.append(authored(4, one.type('d'))))).toBe('session-gap');
    await log.release();
    expect((await Promise.all(both)).map(({ offset }) => offset)).toEqual([1, 2]);
  });
});

describe('refusing', () => {
  test('UP-6 UP-7 UP-9 what is refused is not handed to the log, and does not use up its n', async () => {
    const { room, log, published } = await opened();
    const one = typist(1);
    const first = one.type('a');
    const second = one.type('b');
    expect(await codeOf(room.append(authored(1, second)))).toBe('dependencies-missing');
    expect(await codeOf(room.append(authored(1, first.subarray(1))))).toBe('update-undecodable');
    expect(await codeOf(room.append(authored(1, new Uint8Array())))).toBe('body-empty');
    expect(await codeOf(room.append(authored(1, new Uint8Array(MAX_UPDATE_BYTES + 1))))).toBe(
      'body-too-large',
    );
    expect([log.handed, published, room.busy]).toEqual([[], [], false]);
    await room.append(authored(1, first));
    await room.append(authored(2, second));
    expect(await titleOf(log)).toBe('ab');
  });

  test('UP-6 what is on its way counts as there, before it is on the disk', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    log.hold();
    const both = [room.append(anonymous(one.type('a'))), room.append(anonymous(one.type('b')))];
    await log.release();
    expect((await Promise.all(both)).map(({ offset }) => offset)).toEqual([1, 2]);
  });

  test('UP-10 a document is full when its rows together would pass the limit', async () => {
    const one = typist(1);
    const [first, second] = [one.type('a'), one.type('b')];
    const { room, log } = await opened(createHeldLog(), MAX_DOCUMENT_BYTES - first.length);
    expect(await codeOf(room.append(anonymous(Uint8Array.of(...first, 0))))).toBe('document-full');
    expect((await room.append(anonymous(first))).offset).toBe(1);
    expect(await codeOf(room.append(anonymous(second)))).toBe('document-full');
    expect(log.handed).toHaveLength(1);
  });

  test('DOC-3 a closed room refuses everything with its reason, and settles what was accepted', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    log.hold();
    const accepted = room.append(authored(1, one.type('a')));
    room.close(new Refusal('document-deleted'));
    expect(await codeOf(room.append(authored(2, one.type('b'))))).toBe('document-deleted');
    await log.release();
    expect((await accepted).offset).toBe(1);
  });
});

describe('when the disk refuses', () => {
  const letters = ['a', 'b', 'c'];

  test('LOG-7 nobody is acknowledged or shown anything, and the room says once that it must go', async () => {
    const { room, log, published, faults } = await opened();
    const one = typist(1);
    const before = room.committed;
    log.hold();
    const appended = letters.map((letter, i) =>
      codeOf(room.append(authored(i + 1, one.type(letter)))),
    );
    await log.fail();
    expect(await Promise.all(appended)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect([published, room.committed, faults()]).toEqual([[], before, 1]);
    expect(await codeOf(room.append(authored(1, one.type('d'))))).toBe('unavailable');
    expect(log.handed).toHaveLength(3);
  });

  test('LOG-3 LOG-7 everything that was decided on top of a lost row is lost with it', async () => {
    const { room, log, published } = await opened();
    const [one, two] = [typist(1), typist(2)];
    log.hold();
    const appended = [
      codeOf(room.append(anonymous(one.type('a')))),
      codeOf(room.append(anonymous(two.type('b')))),
      codeOf(room.append(anonymous(one.type('c')))),
    ];
    await log.failFirst();
    expect(await Promise.all(appended)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    expect([(await log.head(doc)).cursor.offset, published]).toEqual([0, []]);
  });

  test('LOG-7 a fresh room takes the same updates under the same n', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    const updates = letters.map((letter) => one.type(letter));
    log.hold();
    const lost = updates.map((update, i) => codeOf(room.append(authored(i + 1, update))));
    await log.fail();
    await Promise.all(lost);
    const fresh = await opened(log);
    for (const [i, update] of updates.entries()) {
      expect((await fresh.room.append(authored(i + 1, update))).offset).toBe(i + 1);
    }
    expect(await titleOf(log)).toBe('abc');
  });

  test('LOG-7 rows that were written after all are not doubled when they are sent again', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    const updates = letters.map((letter) => one.type(letter));
    log.hold();
    const lost = updates.map((update, i) => codeOf(room.append(authored(i + 1, update))));
    await log.fail('after');
    expect(await Promise.all(lost)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    const fresh = await opened(log);
    for (const [i, update] of updates.entries()) {
      expect((await fresh.room.append(authored(i + 1, update))).offset).toBe(i + 1);
    }
    expect((await log.head(doc)).cursor.offset).toBe(3);
  });

  test('LOG-7 a repeated n that waits for a lost row is not answered', async () => {
    const { room, log } = await opened();
    const update = typist(1).type('a');
    log.hold();
    const both = [room.append(authored(1, update)), room.append(authored(1, update))].map(codeOf);
    await turn();
    await log.fail();
    expect(await Promise.all(both)).toEqual(['unavailable', 'unavailable']);
  });
});

describe('cursors', () => {
  test('ID-2 DOWN-5 a cursor is known when epoch, offset and tag are those of this history', async () => {
    const { room, log } = await opened();
    const one = typist(1);
    const first = await room.append(anonymous(one.type('a')));
    const second = await room.append(anonymous(one.type('b')));
    const { epoch } = first;
    const start = { epoch, offset: 0, tag: (await log.tagAt(doc, 0))! };
    const answers = await Promise.all(
      [
        start,
        first,
        second,
        { ...first, epoch: 'AAAAAAAAAAA' },
        { ...first, tag: second.tag },
        { ...first, offset: 2 },
        { ...second, offset: 3 },
      ].map((cursor) => room.knows(cursor)),
    );
    expect(answers).toEqual([true, true, true, false, false, false, false]);
  });

  test('DOWN-5 a cursor of a row that is not on the disk yet is not known', async () => {
    const { room, log } = await opened();
    const { epoch } = room.committed;
    log.hold();
    const appended = room.append(anonymous(typist(1).type('a')));
    const { tag } = room.committed;
    expect(await room.knows({ epoch, offset: 1, tag })).toBe(false);
    await log.release();
    expect(await room.knows(await appended)).toBe(true);
  });

  test('ERR-2 a log that cannot be read is unavailable', async () => {
    const { room, log } = await opened();
    const cursor = await room.append(anonymous(typist(1).type('a')));
    await log.close();
    expect(await codeOf(room.knows(cursor))).toBe('unavailable');
    expect(await codeOf(room.read(0, 1))).toBe('unavailable');
  });
});
