import { describe, expect, test } from 'vitest';
import { MAX_DOCUMENT_BYTES, MAX_UPDATE_BYTES } from '@weft/shared/protocol/limits';
import { createHeldLog } from '../log/testing/held-log.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { openPast } from './opened-past.ts';
import { Refusal } from './refusal.ts';
import { createRoom } from './room.ts';
import { anonymous, authored, openedRoom, titleOf } from './testing/opened-room.ts';
import { codeOf, refusalOf } from './testing/refusal-of.ts';
import { typist } from './testing/typist.ts';

const doc = docIdOf(1);

describe('appending', () => {
  test('UP-1 nobody is answered or shown a row before the log has it', async () => {
    const { room, log, published } = await openedRoom();
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
    const room = createRoom(doc, 'raw', await openPast(log, doc), {
      log: { ...log, append: (row) => log.append(row).finally(() => order.push('written')) },
      now: () => 1000,
      publish: () => order.push('shown'),
      onFault: () => undefined,
    });
    await room.append(anonymous(typist(1).type('a')));
    order.push('answered');
    expect(order).toEqual(['written', 'shown', 'answered']);
  });

  test('UP-1 rows need not wait for each other, and are shown in their order', async () => {
    const { room, log, published } = await openedRoom();
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
    const { room, log } = await openedRoom();
    const update = typist(1).type('hello');
    const cursors = [await room.append(anonymous(update)), await room.append(anonymous(update))];
    expect(cursors.map(({ offset }) => offset)).toEqual([1, 2]);
    expect(await titleOf(log)).toBe('hello');
  });
});

describe('counting', () => {
  test('UP-2 a session’s updates count from 1, each session’s for itself', async () => {
    const { room } = await openedRoom();
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
    const { room, log, published } = await openedRoom();
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
    const { room, log } = await openedRoom();
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
    const before = await openedRoom();
    const one = typist(1);
    const update = one.type('a');
    const cursor = await before.room.append(authored(1, update));
    const { room } = await openedRoom(before.log);
    expect(await room.append(authored(1, update))).toEqual(cursor);
    expect((await room.append(authored(2, one.type('b')))).offset).toBe(2);
  });

  test('UP-3 a repeated n with other bytes is refused and changes nothing', async () => {
    const { room, log } = await openedRoom();
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
    const { room, log } = await openedRoom();
    log.hold();
    const first = room.append(authored(1, typist(1).type('a')));
    const other = codeOf(room.append(authored(1, typist(2).type('b'))));
    await turn();
    await log.release();
    expect((await first).offset).toBe(1);
    expect(await other).toBe('session-reused');
  });

  test('UP-4 an n beyond the next is refused with the last one, and changes nothing', async () => {
    const { room, log } = await openedRoom();
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
    const { room, log } = await openedRoom();
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
    const { room, log, published } = await openedRoom();
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
    const { room, log } = await openedRoom();
    const one = typist(1);
    log.hold();
    const both = [room.append(anonymous(one.type('a'))), room.append(anonymous(one.type('b')))];
    await log.release();
    expect((await Promise.all(both)).map(({ offset }) => offset)).toEqual([1, 2]);
  });

  test('UP-10 a document is full when its rows together would pass the limit', async () => {
    const one = typist(1);
    const [first, second] = [one.type('a'), one.type('b')];
    const { room, log } = await openedRoom(createHeldLog(), MAX_DOCUMENT_BYTES - first.length);
    expect(await codeOf(room.append(anonymous(Uint8Array.of(...first, 0))))).toBe('document-full');
    expect((await room.append(anonymous(first))).offset).toBe(1);
    expect(await codeOf(room.append(anonymous(second)))).toBe('document-full');
    expect(log.handed).toHaveLength(1);
  });

  test('DOC-3 a closed room refuses everything with its reason, and settles what was accepted', async () => {
    const { room, log } = await openedRoom();
    const one = typist(1);
    log.hold();
    const accepted = room.append(authored(1, one.type('a')));
    room.close(new Refusal('document-deleted'));
    expect(await codeOf(room.append(authored(2, one.type('b'))))).toBe('document-deleted');
    await log.release();
    expect((await accepted).offset).toBe(1);
  });
});
