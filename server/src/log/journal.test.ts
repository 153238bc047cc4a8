import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migration.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { createJournal, type Journal } from './journal.ts';
import { HISTORY_MIGRATIONS } from './history-layout.ts';
import { JOURNAL_MIGRATIONS } from './journal-layout.ts';
import { LogError, type NewRow } from './log.ts';
import { writtenRow } from './testing/written-row.ts';

const doc = docIdOf(1);
const other = docIdOf(2);
const ann = sessionIdOf(1);

/** A journal over a real file, and hands on the databases that it opens. */
function journalIn(
  folder: string,
  onOpen: (database: Database.Database) => void = () => undefined,
): {
  journal: Journal;
  opened: Database.Database[];
  refuseOpening: (count: number) => void;
} {
  const opened: Database.Database[] = [];
  let refusals = 0;
  const journal = createJournal(() => {
    if (refusals > 0) {
      refusals -= 1;
      throw new Error('SQLITE_CANTOPEN');
    }
    const database = openDatabase(join(folder, 'journal.db'));
    migrate(database, JOURNAL_MIGRATIONS, { folder, name: 'journal' });
    opened.push(database);
    onOpen(database);
    const history = openDatabase(join(folder, 'history.db'));
    migrate(history, HISTORY_MIGRATIONS, { folder, name: 'history' });
    return { journal: database, history };
  });
  onTestFinished(() => journal.close());
  return { journal, opened, refuseOpening: (count) => void (refusals = count) };
}

/** Makes the next commit on `database` throw, before or after it has reached the disk. */
function failNextCommit(database: Database.Database, when: 'before' | 'after'): void {
  const transaction = database.transaction.bind(database);
  Object.assign(database, {
    transaction: (work: () => unknown) => {
      const failing = (): never => {
        transaction(() => {
          work();
          if (when === 'before') throw new Error('SQLITE_IOERR_FSYNC');
        }).immediate();
        throw new Error('SQLITE_IOERR_FSYNC');
      };
      return { immediate: failing };
    },
  });
}

function appendOne(journal: Journal, row: NewRow): string {
  const [outcome] = journal.appendAll([row]);
  return 'fault' in outcome! ? outcome.fault : `offset ${outcome!.cursor.offset}`;
}

function faultOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof LogError ? error.fault : String(error);
  }
}

describe('when the disk refuses', () => {
  test('LOG-7 a commit that did not reach the disk is a fault, and leaves no trace', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0, { author: { session: ann, n: 1 } }));
    const before = [journal.head(doc), journal.head(other)];

    failNextCommit(opened.at(-1)!, 'before');
    const rows = [writtenRow(1, { author: { session: ann, n: 2 } }), writtenRow(0, { doc: other })];
    expect(faultOf(() => journal.appendAll(rows))).toBe('storage');

    expect(opened).toHaveLength(2);
    expect(opened[0]!.open).toBe(false);
    expect([journal.head(doc), journal.head(other)]).toEqual(before);
    expect(journal.read(doc, 0, 1000)).toHaveLength(1);
    expect(journal.find(doc, ann, 2)).toBeUndefined();
  });

  test('LOG-7 writing goes on without a restart, at the offset that the disk has', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0));
    failNextCommit(opened.at(-1)!, 'before');
    expect(faultOf(() => appendOne(journal, writtenRow(1)))).toBe('storage');
    expect(appendOne(journal, writtenRow(1))).toBe('offset 2');
    expect(appendOne(journal, writtenRow(0, { doc: other }))).toBe('offset 1');
    expect(journal.read(doc, 0, 1000).map(({ offset }) => offset)).toEqual([1, 2]);
  });

  test('LOG-7 a commit that reached the disk and failed all the same is found there, not written twice', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0));
    failNextCommit(opened.at(-1)!, 'after');
    const row = writtenRow(1, { author: { session: ann, n: 1 } });
    expect(faultOf(() => appendOne(journal, row))).toBe('storage');

    expect(journal.head(doc)).toMatchObject({ cursor: { offset: 2 } });
    expect(journal.find(doc, ann, 1)).toMatchObject({ offset: 2 });
    expect(appendOne(journal, row)).toBe('head-moved');
    expect(appendOne(journal, writtenRow(2))).toBe('offset 3');
  });

  test('LOG-7 a full disk refuses, and takes rows again once there is room', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0));
    const pages = opened[0]!.pragma('page_count', { simple: true }) as number;
    opened[0]!.pragma(`max_page_count = ${pages}`);
    const big = writtenRow(1, { bytes: new Uint8Array(100_000) });
    expect(faultOf(() => appendOne(journal, big))).toBe('storage');
    expect(journal.head(doc).cursor.offset).toBe(1);
    expect(appendOne(journal, big)).toBe('offset 2');
  });

  test('LOG-7 as long as the file cannot be opened, nothing is told from memory', () => {
    const { journal, opened, refuseOpening } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0));
    failNextCommit(opened.at(-1)!, 'before');
    refuseOpening(4);
    expect(faultOf(() => appendOne(journal, writtenRow(1)))).toBe('storage');
    expect(faultOf(() => journal.head(doc))).toBe('storage');
    expect(faultOf(() => journal.read(doc, 0, 1000))).toBe('storage');
    expect(faultOf(() => appendOne(journal, writtenRow(1)))).toBe('storage');
    expect(journal.head(doc).cursor.offset).toBe(1);
    expect(appendOne(journal, writtenRow(1))).toBe('offset 2');
  });

  test('LOG-7 a read that fails reopens the file too', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    appendOne(journal, writtenRow(0));
    opened[0]!.close();
    expect(faultOf(() => journal.read(doc, 0, 1000))).toBe('storage');
    expect(journal.read(doc, 0, 1000)).toHaveLength(1);
  });

  test('OPS-5 a closed journal is not opened again', () => {
    const { journal, opened } = journalIn(temporaryFolder());
    journal.close();
    expect(faultOf(() => journal.head(doc))).toBe('closed');
    expect(faultOf(() => appendOne(journal, writtenRow(0)))).toBe('closed');
    expect(opened).toHaveLength(1);
  });
});

describe('when rows are missing from the file', () => {
  /** A folder with three rows of the first document and one of the second, the middle one of the first taken out. */
  function damagedFolder(): string {
    const folder = temporaryFolder();
    const { journal, opened } = journalIn(folder);
    for (const after of [0, 1, 2]) appendOne(journal, writtenRow(after));
    appendOne(journal, writtenRow(0, { doc: other }));
    opened[0]!.exec('DELETE FROM journal WHERE document = 1 AND offset = 2');
    return folder;
  }

  test('LOG-1 a document with a gap is not read and not built on', () => {
    const { journal } = journalIn(damagedFolder());
    expect(faultOf(() => journal.head(doc))).toBe('storage');
    expect(faultOf(() => journal.read(doc, 0, 1000))).toBe('storage');
    expect(faultOf(() => journal.tagAt(doc, 1))).toBe('storage');
    expect(appendOne(journal, writtenRow(2))).toBe('storage');
    expect(appendOne(journal, writtenRow(3))).toBe('storage');
  });

  test('LOG-1 the other documents are not disturbed, also within one commit', () => {
    const folder = damagedFolder();
    const { journal } = journalIn(folder);
    const outcomes = journal.appendAll([
      writtenRow(1, { doc: other }),
      writtenRow(2),
      writtenRow(2, { doc: other }),
    ]);
    expect(outcomes).toMatchObject([
      { cursor: { offset: 2 } },
      { fault: 'storage' },
      { cursor: { offset: 3 } },
    ]);
    expect(journal.read(other, 0, 1000).map(({ offset }) => offset)).toEqual([1, 2, 3]);
    expect(journalIn(folder).journal.head(other)).toEqual(journal.head(other));
  });
});

test('LOG-1 rows of one commit may follow each other, and a refused one between them is skipped', () => {
  const { journal } = journalIn(temporaryFolder());
  const outcomes = journal.appendAll([0, 1, 1, 2, 9].map((after) => writtenRow(after)));
  expect(outcomes.map((one) => ('fault' in one ? one.fault : one.cursor.offset))).toEqual([
    1,
    2,
    'head-moved',
    3,
    'head-moved',
  ]);
});

test('UP-2 finding a row of a session reads that row alone, however many followed it', () => {
  const folder = temporaryFolder();
  let reads = 0;
  const { journal } = journalIn(folder, (database) => {
    const prepare = database.prepare.bind(database);
    const counting = (sql: string): unknown => {
      const statement = prepare(sql);
      const get = statement.get.bind(statement);
      const isRead = sql.includes('bytes FROM journal');
      return Object.assign(statement, {
        get: (...args: unknown[]) => ((reads += isRead ? 1 : 0), get(...args)),
      });
    };
    Object.assign(database, { prepare: counting });
  });
  for (let n = 1; n <= 50; n++)
    appendOne(journal, writtenRow(n - 1, { author: { session: ann, n } }));
  expect(journal.find(doc, ann, 1)).toMatchObject({ offset: 1, session: ann, n: 1 });
  expect(journal.find(doc, ann, 51)).toBeUndefined();
  expect(journal.find(doc, sessionIdOf(9), 1)).toBeUndefined();
  expect(reads).toBe(1);
  const again = journalIn(folder).journal;
  expect(again.find(doc, ann, 30)).toMatchObject({ offset: 30, session: ann, n: 30 });
});

test('LOG-4 a checkpoint moves rows out of the WAL and changes nothing else', () => {
  const folder = temporaryFolder();
  const { journal, opened } = journalIn(folder);
  for (let after = 0; after < 20; after++) appendOne(journal, writtenRow(after));
  const before = [journal.head(doc), journal.read(doc, 0, 1000)];
  journal.checkpoint();
  const [{ log, checkpointed }] = opened[0]!.pragma('wal_checkpoint(PASSIVE)') as [
    { log: number; checkpointed: number },
  ];
  expect(checkpointed).toBe(log);
  expect([journal.head(doc), journal.read(doc, 0, 1000)]).toEqual(before);
  expect(journalIn(folder).journal.head(doc)).toEqual(before[0]);
});
