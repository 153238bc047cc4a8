/** Entry of the store thread: the only one that touches journal.db and weft.db; history.db it only reads. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { createSqliteDocuments } from '../documents/sqlite-documents.ts';
import { createSqliteFileRecords } from '../files/sqlite-file-records.ts';
import { createJournal, type Journal, type Outcome } from '../log/journal.ts';
import { HISTORY_MIGRATIONS } from '../log/history-layout.ts';
import { JOURNAL_MIGRATIONS } from '../log/journal-layout.ts';
import { LogError } from '../log/log.ts';
import { createSqliteNames } from '../history/sqlite-names.ts';
import { createSqlitePages } from '../pages/sqlite-pages.ts';
import type { Call, Opening, Reply } from './call.ts';
import { assertDurable, openDatabase } from '../database/database.ts';
import { assertNotNewer, migrate, NewerDataError, type Migration } from '../database/migration.ts';
import { unpackRows, type PackedRows } from './packed-rows.ts';
import { WEFT_MIGRATIONS } from './weft-layout.ts';

const { folder } = workerData as { folder: string };
const port = parentPort!;

const fileOf = (name: string): string => join(folder, `${name}.db`);

function open(name: string, migrations: readonly Migration[]): Database.Database {
  const database = openDatabase(fileOf(name));
  migrate(database, migrations, { folder: join(folder, 'backups'), name });
  // Asserted after the first write too: the compiled-in default only bites then.
  assertDurable(database);
  return database;
}

/** Methods that commit. SQLite's own checkpoints would run inside a commit, and the ack would wait for them. */
const WRITES: ReadonlySet<string> = new Set([
  'appendAll',
  'create',
  'remove',
  'project',
  'add',
  'removeOf',
  'prune',
  'act',
  'retitle',
  'callAuthor',
  'callVersion',
  'uncallVersion',
  'forgetVersions',
  'trim',
]);
/** What is committed between two checkpoints, at most: a small commit costs pages too. */
const COMMITS_PER_CHECKPOINT = 500;
const BYTES_PER_CHECKPOINT = 4 * 1024 * 1024;
let commits = 0;
let bytes = 0;
/** Rows that are folded leave the journal in pieces, with pauses: each piece is a commit that typists wait for. */
const TRIM_ROWS = 1_000;
const TRIM_PAUSE_MS = 200;
let isTrimming = false;

let journal: Journal;
let records: Database.Database;
let services: Readonly<Record<Call['service'], object>>;
try {
  // Both before either is opened: a folder that is refused must be left as it is.
  assertNotNewer(fileOf('journal'), JOURNAL_MIGRATIONS);
  assertNotNewer(fileOf('history'), HISTORY_MIGRATIONS);
  assertNotNewer(fileOf('weft'), WEFT_MIGRATIONS);
  journal = createJournal(() => {
    const history = open('history', HISTORY_MIGRATIONS);
    return { journal: open('journal', JOURNAL_MIGRATIONS), history };
  });
  records = open('weft', WEFT_MIGRATIONS);
  services = {
    journal: {
      ...journal,
      appendAll: (packed: PackedRows): Outcome[] => journal.appendAll(unpackRows(packed)),
    },
    documents: createSqliteDocuments(records),
    files: createSqliteFileRecords(records),
    pages: createSqlitePages(records),
    names: createSqliteNames(records),
  };
  port.postMessage({ ready: true } satisfies Opening);
  port.on('message', (call: Call) => void answer(call));
} catch (error) {
  const reason = error instanceof NewerDataError ? 'newer' : 'unusable';
  port.postMessage({ ready: false, reason, detail: String(error) } satisfies Opening);
}

async function answer({ id, service, method, args }: Call): Promise<void> {
  try {
    const value = method === 'close' ? close() : await call(service, method, args);
    port.postMessage({ id, value } satisfies Reply);
  } catch (error) {
    const fault = error instanceof LogError ? error.fault : 'storage';
    return port.postMessage({ id, fault } satisfies Reply);
  }
  if (WRITES.has(method))
    countWrite(method === 'appendAll' ? (args[0] as PackedRows).bytes.length : 0);
  if (method === 'folded') trimLater();
}

function trimLater(): void {
  if (isTrimming) return;
  isTrimming = true;
  setTimeout(() => {
    isTrimming = false;
    try {
      if (journal.trim(TRIM_ROWS) === TRIM_ROWS) trimLater();
      countWrite(0);
    } catch {
      // What stays is found folded at the next start, and the next folding tries again.
    }
  }, TRIM_PAUSE_MS).unref();
}

function call(service: Call['service'], method: string, args: readonly unknown[]): unknown {
  type Methods = Record<string, (...given: readonly unknown[]) => unknown>;
  return (services[service] as Methods)[method]!(...args);
}

/** Counts a commit; once there were enough, checkpoints both databases after the answer has left. */
function countWrite(size: number): void {
  commits += 1;
  bytes += size;
  if (commits < COMMITS_PER_CHECKPOINT && bytes < BYTES_PER_CHECKPOINT) return;
  commits = 0;
  bytes = 0;
  setImmediate(() => {
    try {
      journal.checkpoint();
      records.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The next commit meets the same fault and reports it to somebody who waits for an answer.
    }
  });
}

function close(): void {
  journal.close();
  records.close();
}
