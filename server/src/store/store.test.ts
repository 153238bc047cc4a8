import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { LogError } from '../log/log.ts';
import { writtenRow } from '../log/testing/written-row.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { openedStore, STORE_THREAD } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { DataFolderError } from './data-folder.ts';
import { openStore } from './store.ts';
import { watchedThread } from './testing/watched-thread.ts';

const doc = docIdOf(1);

async function refusal(folder: string): Promise<string> {
  const error: unknown = await openStore(folder, STORE_THREAD).then(
    () => 'opened',
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DataFolderError);
  return (error as Error).message;
}

test('LOG-5 every connection of the store is FULL in WAL mode, after the first write too', async () => {
  const thread = watchedThread();
  const { log, documents } = await openedStore(temporaryFolder(), thread.entry);
  const durable = [
    { file: 'history.db', journalMode: 'wal', synchronous: 2 },
    { file: 'journal.db', journalMode: 'wal', synchronous: 2 },
    { file: 'weft.db', journalMode: 'wal', synchronous: 2 },
  ];
  expect(await thread.databases()).toEqual(durable);
  await documents.create({ id: doc, format: 'raw', time: 1 });
  await log.append(writtenRow(0));
  expect(await thread.databases()).toEqual(durable);
});

test('LOG-5 the connections are FULL when a folder is opened again', async () => {
  const folder = temporaryFolder();
  const first = await openedStore(folder);
  await first.log.append(writtenRow(0));
  await first.close();
  const thread = watchedThread();
  const { log } = await openedStore(folder, thread.entry);
  await log.append(writtenRow(1));
  expect((await thread.databases()).map(({ synchronous }) => synchronous)).toEqual([2, 2, 2]);
});

test.each(['journal.db', 'history.db', 'weft.db'])(
  'OPS-2 a newer %s is refused and left as it is',
  async (file) => {
    const folder = temporaryFolder();
    await (await openedStore(folder)).close();
    const database = new Database(join(folder, file));
    database.pragma('user_version = 99');
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
    const before = readFileSync(join(folder, file));

    expect(await refusal(folder)).toBe(
      `The data folder ${folder} was written by a newer Weft: start that version, or set WEFT_DATA to another folder.`,
    );
    expect(readFileSync(join(folder, file)).equals(before)).toBe(true);
  },
);

test('OPS-2 beside a newer weft.db nothing is made or changed', async () => {
  const folder = temporaryFolder();
  const database = new Database(join(folder, 'weft.db'));
  database.pragma('user_version = 99');
  database.close();
  const before = readFileSync(join(folder, 'weft.db'));
  expect(await refusal(folder)).toMatch(/ was written by a newer Weft: /);
  expect(readdirSync(folder)).toEqual(['weft.db']);
  expect(readFileSync(join(folder, 'weft.db')).equals(before)).toBe(true);
});

test('OPS-2 a newer weft.db is known by what its WAL holds, too', async () => {
  const folder = temporaryFolder();
  const database = new Database(join(folder, 'weft.db'));
  database.pragma('journal_mode = WAL');
  database.exec('CREATE TABLE t (x INTEGER) STRICT');
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.pragma('user_version = 99');
  expect(await refusal(folder)).toMatch(/ was written by a newer Weft: /);
  expect(readdirSync(folder).toSorted()).toEqual(['weft.db', 'weft.db-shm', 'weft.db-wal']);
  database.close();
});

describe('checkpoints', () => {
  const sizeOf = (folder: string, file: string): number => statSync(join(folder, file)).size;

  test('LOG-6 many small commits reach weft.db itself, so that its WAL does not grow for ever', async () => {
    const folder = temporaryFolder();
    const { documents } = await openedStore(folder);
    const before = sizeOf(folder, 'weft.db');
    const ids = Array.from({ length: 300 }, (_, i) => docIdOf(i + 1));
    await Promise.all(ids.map((id) => documents.create({ id, format: 'raw', time: 1 })));
    await Promise.all(
      ids.map((id) => documents.project([{ id, title: 'title', updatedAt: 2, offset: 1 }])),
    );
    await expect.poll(() => sizeOf(folder, 'weft.db')).toBeGreaterThan(before);
  });

  test('LOG-6 few large commits reach journal.db itself', async () => {
    const folder = temporaryFolder();
    const { log } = await openedStore(folder);
    const bytes = new Uint8Array(1024 * 1024);
    for (let after = 0; after < 5; after++) await log.append(writtenRow(after, { bytes }));
    await expect.poll(() => sizeOf(folder, 'journal.db')).toBeGreaterThan(4 * bytes.length);
  });
});

test.each(['journal.db', 'history.db', 'weft.db'])(
  'OPS-2 a %s that is no database is refused in a sentence',
  async (file) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, file), 'This is a text file, and no database at all. '.repeat(100));
    expect(await refusal(folder)).toBe(
      `Weft cannot read the databases in ${folder}: restore them from a backup, or set WEFT_DATA to another folder.`,
    );
  },
);

test('LOG-7 when the thread dies, everybody who waits is told, and nobody is acknowledged', async () => {
  const folder = temporaryFolder();
  const entry = join(folder, 'thread.mjs');
  writeFileSync(
    entry,
    `import { parentPort } from 'node:worker_threads';
     parentPort.postMessage({ ready: true });
     parentPort.on('message', () => process.exit(1));`,
  );
  const { log, documents, ended } = await openedStore(folder, pathToFileURL(entry));
  const waiting = [log.append(writtenRow(0)), log.head(doc), documents.get(doc)];
  for (const outcome of await Promise.allSettled(waiting)) {
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(LogError) });
  }
  await expect(log.append(writtenRow(0))).rejects.toBeInstanceOf(LogError);
  await expect(documents.get(doc)).rejects.toBeInstanceOf(LogError);
  await ended;
});

test('OPS-5 closing settles what was accepted, and closing twice is closing once', async () => {
  const folder = temporaryFolder();
  const store = await openedStore(folder);
  const accepted = [0, 1, 2].map((after) => store.log.append(writtenRow(after)));
  await Promise.all([store.close(), store.log.close()]);
  expect((await Promise.all(accepted)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
  const again = await openedStore(folder);
  expect((await again.log.head(doc)).cursor.offset).toBe(3);
});
