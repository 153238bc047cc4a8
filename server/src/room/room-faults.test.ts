import { describe, expect, test } from 'vitest';
import { createHeldLog } from '../log/testing/held-log.ts';
import { LogError } from '../log/log.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { anonymous, authored, openedRoom, titleOf } from './testing/opened-room.ts';
import { codeOf } from './testing/refusal-of.ts';
import { typist } from './testing/typist.ts';

const doc = docIdOf(1);

describe('when the disk refuses', () => {
  const letters = ['a', 'b', 'c'];

  test('LOG-7 nobody is acknowledged or shown anything, and the room says once that it must go', async () => {
    const { room, log, published, faults } = await openedRoom();
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

  test('LOG-6 LOG-7 a row refused for a full queue ends the room only after those before it', async () => {
    const held = createHeldLog();
    let isFull = false;
    const { room, published, faults } = await openedRoom({
      ...held,
      append: (row) => (isFull ? Promise.reject(new LogError('busy')) : held.append(row)),
    });
    const one = typist(1);
    held.hold();
    const first = room.append(authored(1, one.type('a')));
    isFull = true;
    expect(await codeOf(room.append(authored(2, one.type('b'))))).toBe('unavailable');
    expect(faults()).toBe(0);
    expect(await codeOf(room.append(authored(2, one.type('c'))))).toBe('unavailable');
    await held.release();
    expect((await first).offset).toBe(1);
    expect([published.length, room.committed.offset, faults()]).toEqual([1, 1, 1]);
  });

  test('LOG-3 LOG-7 everything that was decided on top of a lost row is lost with it', async () => {
    const { room, log, published } = await openedRoom();
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
    const { room, log } = await openedRoom();
    const one = typist(1);
    const updates = letters.map((letter) => one.type(letter));
    log.hold();
    const lost = updates.map((update, i) => codeOf(room.append(authored(i + 1, update))));
    await log.fail();
    await Promise.all(lost);
    const fresh = await openedRoom(log);
    for (const [i, update] of updates.entries()) {
      expect((await fresh.room.append(authored(i + 1, update))).offset).toBe(i + 1);
    }
    expect(await titleOf(log)).toBe('abc');
  });

  test('LOG-7 rows that were written after all are not doubled when they are sent again', async () => {
    const { room, log } = await openedRoom();
    const one = typist(1);
    const updates = letters.map((letter) => one.type(letter));
    log.hold();
    const lost = updates.map((update, i) => codeOf(room.append(authored(i + 1, update))));
    await log.fail('after');
    expect(await Promise.all(lost)).toEqual(['unavailable', 'unavailable', 'unavailable']);
    const fresh = await openedRoom(log);
    for (const [i, update] of updates.entries()) {
      expect((await fresh.room.append(authored(i + 1, update))).offset).toBe(i + 1);
    }
    expect((await log.head(doc)).cursor.offset).toBe(3);
  });

  test('LOG-7 a repeated n that waits for a lost row is not answered', async () => {
    const { room, log } = await openedRoom();
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
    const { room, log } = await openedRoom();
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

  test('UP-1 DOWN-5 a cursor of a row that may not be shown yet is not known', async () => {
    const log = createHeldLog();
    const [{ room }, other] = [await openedRoom(log), await openedRoom(log)];
    const cursor = await other.room.append(anonymous(typist(1).type('a')));
    expect(await other.room.knows(cursor)).toBe(true);
    expect(await room.knows(cursor)).toBe(false);
  });

  test('ERR-2 a log that cannot be read is unavailable', async () => {
    const { room, log } = await openedRoom();
    const cursor = await room.append(anonymous(typist(1).type('a')));
    await log.close();
    expect(await codeOf(room.knows(cursor))).toBe('unavailable');
    expect(await codeOf(room.read(0, 1))).toBe('unavailable');
  });
});
