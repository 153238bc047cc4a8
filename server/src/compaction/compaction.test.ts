import { expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryLog } from '../log/memory-log.ts';
import { writtenRow } from '../log/testing/written-row.ts';
import { typist } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { createCompaction } from './compaction.ts';
import type { CompactionJob } from './compactor.ts';
import { createMemoryCompactor } from './memory-compactor.ts';

const doc = docIdOf(1);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A compaction over memory with the hands on its clock; what it folds is written down. */
function opened() {
  const clock = manualClock(1_800_000_000_000);
  const log = createMemoryLog();
  const real = createMemoryCompactor(log);
  const folded: number[] = [];
  const faults: unknown[] = [];
  let isBroken = false;
  let takesMs = 0;
  const compaction = createCompaction({
    log,
    clock,
    compactor: {
      ...real,
      async compact(job: CompactionJob) {
        if (isBroken) throw new Error('broken');
        clock.advance(takesMs);
        return real.compact(job);
      },
    },
    onCompacted: (_, { offset }) => void folded.push(offset),
    onFault: (_, error) => void faults.push(error),
  });
  const ben = typist(1);
  return {
    clock,
    log,
    compaction,
    folded,
    faults,
    breakDown: (broken: boolean) => void (isBroken = broken),
    takes: (ms: number) => void (takesMs = ms),
    async write(letters = 'a', id = doc) {
      const { offset } = (await log.head(id)).cursor;
      const bytes = ben.type(letters);
      await log.append(writtenRow(offset, { doc: id, bytes }));
      compaction.changed(id, bytes.length);
    },
    async pass(ms: number) {
      clock.advance(ms);
      for (let i = 0; i < 20; i++) await turn();
    },
  };
}

test('COMPACT-4 a small tail is folded once nobody has written for half a minute', async () => {
  const { write, pass, folded } = opened();
  await write();
  await pass(20 * SECOND);
  await write();
  await pass(20 * SECOND);
  expect(folded).toEqual([]);
  await pass(11 * SECOND);
  expect(folded).toEqual([2]);
  await pass(10 * MINUTE);
  expect(folded).toEqual([2]);
});

test('COMPACT-4 a large tail is folded at once', async () => {
  const { write, pass, folded } = opened();
  await write('x'.repeat(20_000));
  await pass(0);
  expect(folded).toEqual([]);
  await write('x'.repeat(20_000));
  await pass(0);
  expect(folded).toEqual([2]);
});

test('COMPACT-4 a tail is folded when its first row is ten minutes old, however much is written', async () => {
  const { write, pass, folded } = opened();
  for (let i = 0; i < 31; i++) {
    await write();
    await pass(20 * SECOND);
  }
  expect(folded.length).toBe(1);
  expect(folded[0]).toBeGreaterThan(28);
});

test('COMPACT-4 a document that is written in all the time is folded a twentieth of the time at most', async () => {
  const { write, pass, folded, takes } = opened();
  takes(1 * SECOND);
  await write('x'.repeat(40_000));
  await pass(0);
  expect(folded).toEqual([1]);
  for (let i = 0; i < 10; i++) {
    await write('x'.repeat(400_000));
    await pass(1 * SECOND);
  }
  expect(folded).toEqual([1]);
  await pass(10 * SECOND);
  expect(folded.length).toBe(2);
});

test('COMPACT-4 once nobody has written for a moment, folding may take a quarter of the time', async () => {
  const { write, pass, folded, takes } = opened();
  takes(2 * SECOND);
  await write('x'.repeat(40_000));
  await pass(2 * SECOND);
  expect(folded).toEqual([1]);
  await write('x'.repeat(400_000));
  await pass(7 * SECOND);
  expect(folded).toEqual([1]);
  await pass(2 * SECOND);
  expect(folded).toEqual([1, 2]);
});

test('COMPACT-4 one that failed is told of, and tried ever more rarely until it succeeds', async () => {
  const { write, pass, folded, faults, breakDown } = opened();
  breakDown(true);
  await write();
  await pass(31 * SECOND);
  expect(faults.length).toBe(1);
  await pass(30 * SECOND);
  expect(faults.length).toBe(1);
  await pass(40 * SECOND);
  expect(faults.length).toBe(2);
  await pass(70 * SECOND);
  expect(faults.length).toBe(2);
  breakDown(false);
  await pass(60 * SECOND);
  expect(folded).toEqual([1]);
});

test('COMPACT-4 what earlier lives of the server left is taken up', async () => {
  const { log, compaction, pass, folded } = opened();
  const ben = typist(2);
  await log.append(writtenRow(0, { bytes: ben.type('a') }));
  await log.append(writtenRow(0, { doc: docIdOf(2), bytes: ben.type('b') }));
  await compaction.catchUp();
  await pass(31 * SECOND);
  expect(folded).toEqual([1, 1]);
  expect(await log.tails()).toEqual([]);
});

test('COMPACT-4 after its end nothing is folded any more', async () => {
  const { write, compaction, pass, folded } = opened();
  await write();
  compaction.close();
  await pass(20 * MINUTE);
  expect(folded).toEqual([]);
});
