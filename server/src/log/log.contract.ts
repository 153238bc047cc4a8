import { describe, expect, test } from 'vitest';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { LogError, type Log, type LogFault } from './log.ts';
import { firstTag, nextTag } from './tag.ts';
import { writtenRow } from './testing/written-row.ts';

const doc = docIdOf(1);
const other = docIdOf(2);
const [ann, ben] = [sessionIdOf(1), sessionIdOf(2)];

/** The fault that a promise is rejected with; fails for anything but a `LogError`. */
async function faultOf(promise: Promise<unknown>): Promise<LogFault> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(LogError);
  return (error as LogError).fault;
}

/**
 * What every log promises.
 *
 * @param open an empty log, which is closed by its maker
 */
export function logContract(open: () => Promise<Log>): void {
  describe('entries', () => {
    test('HISTORY-2 rows are told of without their bytes, as many as were asked for', async () => {
      const log = await open();
      expect(await log.entries(doc, 0, 10)).toEqual([]);
      const rows = Array.from({ length: 5 }, (_, after) =>
        writtenRow(after, {
          author: { session: after < 3 ? ann : ben, n: after + 1 },
          time: 100 + after,
        }),
      );
      for (const row of rows) await log.append(row);
      const told = rows.map(({ after, author, principal, time }) => ({
        offset: after + 1,
        session: author?.session,
        principal,
        time,
      }));
      expect(await log.entries(doc, 0, 10)).toEqual(told);
      expect(await log.entries(doc, 1, 3)).toEqual(told.slice(1, 4));
      expect(await log.entries(doc, 5, 3)).toEqual([]);
    });
  });

  describe('appending', () => {
    test('LOG-1 offsets count 1, 2, 3 … in each document for itself', async () => {
      const log = await open();
      const cursors = [
        await log.append(writtenRow(0)),
        await log.append(writtenRow(0, { doc: other })),
        await log.append(writtenRow(1)),
        await log.append(writtenRow(2)),
        await log.append(writtenRow(1, { doc: other })),
      ];
      expect(cursors.map(({ offset }) => offset)).toEqual([1, 1, 2, 3, 2]);
    });

    test('LOG-1 rows that are handed over together keep their order', async () => {
      const log = await open();
      const done: number[] = [];
      const rows = Array.from({ length: 50 }, (_, after) => writtenRow(after));
      await Promise.all(rows.map(async (row) => done.push((await log.append(row)).offset)));
      const offsets = rows.map(({ after }) => after + 1);
      expect(done).toEqual(offsets);
      const read = await log.read(doc, 0, 1000);
      expect(read.map(({ offset, bytes }) => [offset, bytes[0]])).toEqual(
        offsets.map((offset) => [offset, offset]),
      );
    });

    test('LOG-1 the head is the last row, with the size of all', async () => {
      const log = await open();
      expect(await log.head(doc)).toMatchObject({
        cursor: { offset: 0 },
        size: 0,
        base: { offset: 0, digest: undefined },
      });
      await log.append(
        writtenRow(0, { author: { session: ann, n: 1 }, bytes: new Uint8Array(10) }),
      );
      await log.append(writtenRow(1, { bytes: new Uint8Array(5) }));
      await log.append(writtenRow(2, { author: { session: ben, n: 1 } }));
      const last = await log.append(writtenRow(3, { author: { session: ann, n: 2 } }));
      expect(await log.head(doc)).toMatchObject({ cursor: last, size: 17 });
      expect(await log.tails()).toEqual([{ doc, rows: 4, bytes: 17 }]);
    });

    test('LOG-2 a document has its epoch before its first row, and keeps it', async () => {
      const log = await open();
      const { epoch } = (await log.head(doc)).cursor;
      expect((await log.append(writtenRow(0))).epoch).toBe(epoch);
      expect((await log.append(writtenRow(1))).epoch).toBe(epoch);
      expect((await log.head(other)).cursor.epoch).not.toBe(epoch);
    });

    test('LOG-2 tags are chained over session, n and bytes of every row before', async () => {
      const log = await open();
      const rows = [
        { session: ann, n: 1, bytes: Uint8Array.of(1) },
        { session: undefined, n: 0, bytes: Uint8Array.of(2, 3) },
        { session: ben, n: 1, bytes: Uint8Array.of(4) },
      ];
      let tag = firstTag(doc, (await log.head(doc)).cursor.epoch);
      expect(await log.tagAt(doc, 0)).toBe(tag);
      for (const [after, { session, n, bytes }] of rows.entries()) {
        const author = session && { session, n };
        const cursor = await log.append(writtenRow(after, author ? { author, bytes } : { bytes }));
        tag = nextTag(tag, rows[after]!);
        expect(cursor.tag).toBe(tag);
        expect(await log.tagAt(doc, after + 1)).toBe(tag);
        expect((await log.read(doc, after, 1))[0]!.tag).toBe(tag);
        expect((await log.head(doc)).cursor.tag).toBe(tag);
      }
      expect(await log.tagAt(doc, 4)).toBeUndefined();
    });

    test('LOG-3 a row that follows another offset than the head is not written', async () => {
      const log = await open();
      await log.append(writtenRow(0));
      const before = await log.head(doc);
      for (const after of [0, 2, 100]) {
        expect(await faultOf(log.append(writtenRow(after)))).toBe('head-moved');
      }
      expect(await log.head(doc)).toEqual(before);
      expect(await log.read(doc, 0, 1000)).toHaveLength(1);
      expect((await log.append(writtenRow(1))).offset).toBe(2);
    });

    test('LOG-3 of two rows for one place the first is written, and neighbours are not disturbed', async () => {
      const log = await open();
      const first = log.append(writtenRow(0, { bytes: Uint8Array.of(1) }));
      const second = faultOf(log.append(writtenRow(0, { bytes: Uint8Array.of(2) })));
      const neighbour = log.append(writtenRow(0, { doc: other }));
      const onTop = log.append(writtenRow(1));
      expect(await second).toBe('head-moved');
      expect((await Promise.all([first, neighbour, onTop])).map(({ offset }) => offset)).toEqual([
        1, 1, 2,
      ]);
      expect((await log.read(doc, 0, 1))[0]!.bytes).toEqual(Uint8Array.of(1));
    });

    test('LOG-3 what was decided on top of a refused row is refused with it', async () => {
      const log = await open();
      await log.append(writtenRow(0));
      const stale = [1, 2, 3].map((after) => faultOf(log.append(writtenRow(after + 1))));
      expect(await Promise.all(stale)).toEqual(['head-moved', 'head-moved', 'head-moved']);
      expect((await log.head(doc)).cursor.offset).toBe(1);
    });
  });

  describe('reading', () => {
    test('LOG-8 rows come in order, as they were written', async () => {
      const log = await open();
      await log.append(
        writtenRow(0, { author: { session: ann, n: 1 }, bytes: Uint8Array.of(0, 255), time: 7 }),
      );
      await log.append(writtenRow(1, { bytes: Uint8Array.of(3), time: 8 }));
      const [first, second] = await log.read(doc, 0, 1000);
      expect(first).toMatchObject({
        offset: 1,
        session: ann,
        n: 1,
        time: 7,
        principal: LOCAL_PRINCIPAL,
      });
      expect([...first!.bytes]).toEqual([0, 255]);
      expect(second).toMatchObject({ offset: 2, session: undefined, n: 0, time: 8 });
      expect([...second!.bytes]).toEqual([3]);
    });

    test('LOG-8 a read stops once it has passed the asked number of bytes', async () => {
      const log = await open();
      const bytes = new Uint8Array(10);
      await Promise.all([0, 1, 2, 3].map((after) => log.append(writtenRow(after, { bytes }))));
      const offsets = async (after: number, maxBytes: number): Promise<number[]> =>
        (await log.read(doc, after, maxBytes)).map(({ offset }) => offset);
      expect(await offsets(0, 9)).toEqual([1]);
      expect(await offsets(0, 10)).toEqual([1, 2]);
      expect(await offsets(0, 11)).toEqual([1, 2]);
      expect(await offsets(0, 25)).toEqual([1, 2, 3]);
      expect(await offsets(2, 25)).toEqual([3, 4]);
      expect(await offsets(3, 1000)).toEqual([4]);
    });

    test('LOG-8 a read gives the first row however large it is, and nothing at the end', async () => {
      const log = await open();
      await log.append(writtenRow(0, { bytes: new Uint8Array(100_000) }));
      expect(await log.read(doc, 0, 0)).toHaveLength(1);
      expect(await log.read(doc, 1, 1000)).toEqual([]);
      expect(await log.read(doc, 9, 1000)).toEqual([]);
      expect(await log.read(other, 0, 1000)).toEqual([]);
    });

    test('UP-2 a row is found again by its session and n, in its own document only', async () => {
      const log = await open();
      await log.append(writtenRow(0, { author: { session: ann, n: 1 }, bytes: Uint8Array.of(1) }));
      await log.append(writtenRow(1, { author: { session: ben, n: 1 }, bytes: Uint8Array.of(2) }));
      await log.append(writtenRow(2, { author: { session: ann, n: 2 }, bytes: Uint8Array.of(3) }));
      await log.append(writtenRow(0, { doc: other, author: { session: ben, n: 1 } }));
      expect(await log.find(doc, ann, 1)).toMatchObject({ offset: 1, session: ann, n: 1 });
      expect(await log.find(doc, ben, 1)).toMatchObject({ offset: 2, session: ben, n: 1 });
      expect([...(await log.find(doc, ann, 2))!.bytes]).toEqual([3]);
      expect(await log.find(doc, ben, 2)).toBeUndefined();
      expect(await log.find(doc, sessionIdOf(9), 1)).toBeUndefined();
      expect(await log.find(other, ann, 1)).toBeUndefined();
    });
  });

  describe('closing', () => {
    test('OPS-5 what was accepted before closing is settled, and nothing is accepted after', async () => {
      const log = await open();
      const accepted = [0, 1, 2].map((after) => log.append(writtenRow(after)));
      const closed = log.close();
      expect(await faultOf(log.append(writtenRow(3)))).toBe('closed');
      expect((await Promise.all(accepted)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
      await closed;
      expect(await faultOf(log.head(doc))).toBe('closed');
      expect(await faultOf(log.append(writtenRow(3)))).toBe('closed');
      expect(await faultOf(log.read(doc, 0, 1))).toBe('closed');
      expect(await faultOf(log.find(doc, ann, 1))).toBe('closed');
      expect(await faultOf(log.tagAt(doc, 0))).toBe('closed');
      await log.close();
    });
  });
}
