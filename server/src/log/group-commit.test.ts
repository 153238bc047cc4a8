import { describe, expect, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import { NO_LOAD } from '../load/load.ts';
import { NO_METRICS, type CommitFigures, type Gauge } from '../metrics/metrics.ts';
import { turn } from '../testing/turn.ts';
import { createGroupCommit } from './group-commit.ts';
import type { Outcome } from './journal.ts';
import { LogError, type NewRow } from './log.ts';
import { writtenRow } from './testing/written-row.ts';

const KB = 1024;
const MB = 1024 * KB;

/** A disk that takes its time: every commit waits until the test ends it. */
function slowDisk(commitMs = 0) {
  const commits: {
    rows: readonly NewRow[];
    resolve: (o: Outcome[]) => void;
    reject: (e: unknown) => void;
  }[] = [];
  const told: CommitFigures[] = [];
  const waits: { readonly ms: number; readonly resolve: () => void }[] = [];
  const gauges = new Map<Gauge, () => number>();
  let now = 0;
  const { append, close } = createGroupCommit(
    (rows) => new Promise((resolve, reject) => commits.push({ rows, resolve, reject })),
    {
      metrics: {
        ...NO_METRICS,
        commit: (figures) => void told.push(figures),
        watch: (gauge, read) => void gauges.set(gauge, read),
      },
      now: () => now,
      load: { ...NO_LOAD, commitMs: () => commitMs },
      wait: (ms) => new Promise((resolve) => waits.push({ ms, resolve })),
    },
  );
  let written = 0;
  return {
    append,
    close,
    /** What a commit waits for until the test ends it. */
    waits,
    /** What was measured of commits. */
    told,
    measured: (gauge: Gauge) => gauges.get(gauge)!(),
    pass: (ms: number) => void (now += ms),
    /** Rows of each commit so far, by their sizes. */
    sizes: () => commits.map(({ rows }) => rows.map(({ bytes }) => bytes.length)),
    /** Ends the newest commit well, and lets the next one begin. */
    async finish() {
      const { rows, resolve } = commits.at(-1)!;
      resolve(rows.map(() => ({ cursor: { epoch: 'e', offset: (written += 1), tag: 't' } })));
      await turns();
    },
    async end(outcomes: Outcome[]) {
      commits.at(-1)!.resolve(outcomes);
      await turns();
    },
    async fail(error: unknown) {
      commits.at(-1)!.reject(error);
      await turns();
    },
  };
}

/** The answer takes one, and what arrives in another goes along with the next commit. */
const turns = async (): Promise<void> => {
  await turn();
  await turn();
};

const rowOf = (size: number): NewRow => writtenRow(0, { bytes: new Uint8Array(size) });

const fault = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'written',
    (error: unknown) => (error instanceof LogError ? error.fault : String(error)),
  );

describe('sharing', () => {
  test('LOG-6 rows that arrive together share one commit', async () => {
    const disk = slowDisk();
    const written = [1, 2, 3].map((size) => disk.append(rowOf(size)));
    await turn();
    expect(disk.sizes()).toEqual([[1, 2, 3]]);
    await disk.finish();
    expect((await Promise.all(written)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
  });

  test('LOG-6 rows that arrive during a commit share the next one, and a lone row waits for nobody', async () => {
    const disk = slowDisk();
    void disk.append(rowOf(1));
    await turn();
    for (const size of [2, 3, 4]) void disk.append(rowOf(size));
    await turn();
    expect(disk.sizes()).toEqual([[1]]);
    await disk.finish();
    expect(disk.sizes()).toEqual([[1], [2, 3, 4]]);
    await disk.finish();
    void disk.append(rowOf(5));
    await turn();
    expect(disk.sizes()).toEqual([[1], [2, 3, 4], [5]]);
  });

  test('LOG-6 on a busy server commits begin some time apart, and a row after that time waits for nobody', async () => {
    const disk = slowDisk(6);
    void disk.append(rowOf(1));
    await turn();
    disk.pass(2);
    await disk.finish();
    for (const size of [2, 3]) void disk.append(rowOf(size));
    await turn();
    expect(disk.sizes()).toEqual([[1]]);
    expect(disk.waits.map(({ ms }) => ms)).toEqual([4]);
    void disk.append(rowOf(4));
    disk.pass(4);
    disk.waits[0]!.resolve();
    await turn();
    expect(disk.sizes()).toEqual([[1], [2, 3, 4]]);
    disk.pass(7);
    await disk.finish();
    void disk.append(rowOf(5));
    await turn();
    expect(disk.sizes()).toEqual([[1], [2, 3, 4], [5]]);
    expect(disk.waits).toHaveLength(1);
  });

  test('LOG-6 UP-1 nobody is answered before the commit has ended', async () => {
    const disk = slowDisk();
    let answered = 0;
    for (const size of [1, 2]) void disk.append(rowOf(size)).then(() => (answered += 1));
    await turn();
    expect(answered).toBe(0);
    await disk.finish();
    expect(answered).toBe(2);
  });
});

describe('limits', () => {
  test('LOG-6 one commit carries at most 1 MiB of waiting rows', async () => {
    const disk = slowDisk();
    for (const size of [400 * KB, 400 * KB, 224 * KB, 1, 1024 * KB, 1])
      void disk.append(rowOf(size));
    await turn();
    await disk.finish();
    await disk.finish();
    await disk.finish();
    await disk.finish();
    expect(disk.sizes()).toEqual([[400 * KB, 400 * KB, 224 * KB], [1], [1024 * KB], [1]]);
  });

  test('LOG-6 a row larger than that has a commit of its own', async () => {
    const disk = slowDisk();
    for (const size of [1, 8 * MB, 1]) void disk.append(rowOf(size));
    await turn();
    await disk.finish();
    await disk.finish();
    expect(disk.sizes()).toEqual([[1], [8 * MB], [1]]);
  });

  test('LOG-6 a queue above 32 MiB takes nothing more, until it has shrunk', async () => {
    const disk = slowDisk();
    const big = rowOf(8 * MB);
    void disk.append(rowOf(1));
    await turn();
    const waiting = [1, 2, 3, 4].map(() => disk.append(big));
    expect(await fault(disk.append(rowOf(1)))).toBe('busy');
    await disk.finish();
    const late = disk.append(big);
    expect(await fault(disk.append(rowOf(1)))).toBe('busy');
    for (let commit = 0; commit < 5; commit++) await disk.finish();
    expect(await fault(Promise.all([...waiting, late]))).toBe('written');
    expect(disk.sizes()).toHaveLength(6);
  });
});

describe('faults', () => {
  test('LOG-6 each row of a commit hears its own outcome', async () => {
    const disk = slowDisk();
    const written = [1, 2].map((size) => fault(disk.append(rowOf(size))));
    await turn();
    await disk.end([{ fault: 'head-moved' }, { cursor: { epoch: 'e', offset: 1, tag: 't' } }]);
    expect(await Promise.all(written)).toEqual(['head-moved', 'written']);
  });

  test('LOG-7 a commit that fails acknowledges nobody, and the next one goes on', async () => {
    const disk = slowDisk();
    const lost = [1, 2].map((size) => fault(disk.append(rowOf(size))));
    await turn();
    const next = fault(disk.append(rowOf(3)));
    await disk.fail(new Error('disk on fire'));
    expect(await Promise.all(lost)).toEqual(['storage', 'storage']);
    expect(disk.sizes()).toEqual([[1, 2], [3]]);
    await disk.finish();
    expect(await next).toBe('written');
  });

  test('LOG-7 the log’s own fault is passed on as it is', async () => {
    const disk = slowDisk();
    const lost = fault(disk.append(rowOf(1)));
    await turn();
    await disk.fail(new LogError('closed'));
    expect(await lost).toBe('closed');
  });

  test('OPS-5 closing waits for what was accepted and refuses the rest', async () => {
    const disk = slowDisk();
    const accepted = [disk.append(rowOf(1))];
    await turn();
    accepted.push(disk.append(writtenRow(0, { doc: docIdOf(2) })));
    let closed = false;
    void disk.close().then(() => (closed = true));
    expect(await fault(disk.append(rowOf(1)))).toBe('closed');
    await disk.finish();
    expect(closed).toBe(false);
    await disk.finish();
    expect(closed).toBe(true);
    expect(await fault(Promise.all(accepted))).toBe('written');
  });
});

test('OPS-7 commits, what waits for one, and the oldest of it are measured', async () => {
  const { append, finish, fail, told, measured, pass } = slowDisk();
  expect([measured('appendQueueBytes'), measured('oldestAppendMs')]).toEqual([0, 0]);
  const appended = [append(rowOf(10))];
  await turn();
  pass(3);
  appended.push(append(rowOf(20)), append(rowOf(30)));
  pass(4);
  expect([measured('appendQueueBytes'), measured('oldestAppendMs')]).toEqual([50, 7]);
  await finish();
  expect([measured('appendQueueBytes'), measured('oldestAppendMs')]).toEqual([0, 4]);
  pass(5);
  await finish();
  await Promise.all(appended);
  expect(measured('oldestAppendMs')).toBe(0);
  const lost = append(rowOf(1));
  await turn();
  await Promise.all([expect(lost).rejects.toThrow(), fail(new LogError('storage'))]);
  expect(told).toEqual([
    { ms: 7, rows: 1 },
    { ms: 5, rows: 2 },
  ]);
});
