import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { Log, LogRow } from '../log/log.ts';
import { writtenRow } from '../log/testing/written-row.ts';
import { typist, type Typist } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { CompactionError } from './compactor.ts';
import { foldedLogContract, type FoldedLog } from './folded-log.contract.ts';
import { createThreadCompactor } from './thread-compactor.ts';

const doc = docIdOf(1);

/** The bundled thread, which global set-up has built. */
const COMPACTION_THREAD = new URL('../../dist/compaction/compaction-thread.js', import.meta.url);

async function openedIn(folder: string): Promise<FoldedLog & { close: () => Promise<void> }> {
  const store = await openedStore(folder);
  const compactor = createThreadCompactor(COMPACTION_THREAD, folder);
  const close = async (): Promise<void> => {
    await compactor.close();
    await store.close();
  };
  onTestFinished(close);
  return {
    log: store.log,
    compactor,
    close,
    async reopen() {
      await close();
      return openedIn(folder);
    },
  };
}

foldedLogContract(() => openedIn(temporaryFolder()));

/** The rows of the document after an offset, as they are handed to a compactor. */
async function* rowsOf(log: Log, after = 0): AsyncGenerator<LogRow[]> {
  yield await log.read(doc, after, 1000);
}

/** Writes `a`, `b` and `c`; the typist goes on. */
async function writeThree(log: Log): Promise<Typist> {
  const ben = typist(1);
  for (const [after, letter] of ['a', 'b', 'c'].entries())
    await log.append(writtenRow(after, { bytes: ben.type(letter) }));
  return ben;
}

test('COMPACT-5 a folding that was committed and not told of is found at the next start', async () => {
  const folder = temporaryFolder();
  const { log, compactor, reopen } = await openedIn(folder);
  await writeThree(log);
  const head = await log.head(doc);
  await compactor.compact({ doc, head, rows: rowsOf(log), now: 1 });
  expect((await log.head(doc)).base.offset).toBe(0);
  const again = await reopen();
  expect((await again.log.head(doc)).base.offset).toBe(3);
  expect(await again.log.tails()).toEqual([]);
  expect((await again.log.read(doc, 0, 1000)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
});

test('COMPACT-5 a folding that ends in the middle changes nothing, and the next one succeeds', async () => {
  const { log, compactor } = await openedIn(temporaryFolder());
  await writeThree(log);
  const head = await log.head(doc);
  async function* broken(): AsyncGenerator<LogRow[]> {
    yield await log.read(doc, 0, 1);
    throw new Error('the disk refused');
  }
  const failed = compactor.compact({ doc, head, rows: broken(), now: 1 });
  await expect(failed).rejects.toBeInstanceOf(CompactionError);
  expect((await log.head(doc)).base.offset).toBe(0);
  expect(await compactor.compact({ doc, head, rows: rowsOf(log), now: 1 })).toMatchObject({
    offset: 3,
  });
});

test('COMPACT-2 a damaged history is found before anything is folded on top of it', async () => {
  const folder = temporaryFolder();
  const { log, compactor, close } = await openedIn(folder);
  const ben = typist(1);
  await log.append(writtenRow(0, { bytes: ben.type('a') }));
  await compactor.compact({ doc, head: await log.head(doc), rows: rowsOf(log), now: 1 });
  await close();
  const database = new Database(join(folder, 'history.db'));
  const [segment] = database.prepare('SELECT bytes FROM segments').pluck().all() as Buffer[];
  const damaged = Buffer.from(segment!);
  damaged[damaged.length - 2]! ^= 0xff;
  database.prepare('UPDATE segments SET bytes = ?').run(damaged);
  database.close();

  const again = await openedIn(folder);
  await again.log.append(writtenRow(1, { bytes: ben.type('b') }));
  const job = { doc, head: await again.log.head(doc), rows: rowsOf(again.log, 1), now: 1 };
  await expect(again.compactor.compact(job)).rejects.toBeInstanceOf(CompactionError);
  expect((await again.log.head(doc)).base.offset).toBe(1);
  expect((await again.log.read(doc, 1, 1000)).map(({ offset }) => offset)).toEqual([2]);
});

test('COMPACT-6 what is folded leaves the journal', async () => {
  const folder = temporaryFolder();
  const { log, compactor } = await openedIn(folder);
  const ben = await writeThree(log);
  const head = await log.head(doc);
  await compactor.compact({ doc, head, rows: rowsOf(log), now: 1 });
  await log.folded(doc);
  const journal = new Database(join(folder, 'journal.db'), { readonly: true });
  onTestFinished(() => void journal.close());
  const count = journal.prepare<[], number>('SELECT count(*) FROM journal').pluck();
  await expect.poll(() => count.get(), { timeout: 10_000 }).toBe(0);
  await log.append(writtenRow(3, { bytes: ben.type('d') }));
  expect((await log.read(doc, 0, 1000)).map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
});
