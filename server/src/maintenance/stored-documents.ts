import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { DocId } from '@weft/shared/protocol/ids';
import { openDatabase } from '../database/database.ts';
import { migrate } from '../database/migration.ts';
import { createHistory, type History } from '../log/history.ts';
import { HISTORY_MIGRATIONS } from '../log/history-layout.ts';
import { createJournal, type Journal } from '../log/journal.ts';
import { JOURNAL_MIGRATIONS } from '../log/journal-layout.ts';
import type { LogRow } from '../log/log.ts';

const READ_BYTES = 1024 * 1024;

/** The log of a folder that no server is using, open for a command. */
export interface StoredDocuments {
  readonly journal: Journal;
  readonly journalDatabase: Database.Database;
  readonly historyDatabase: Database.Database;
  readonly history: History;
  ids(): DocId[];
  /** The epoch under which the document's tags begin. */
  originOf(doc: DocId): string;
  /** Offsets that compaction has quarantined. */
  quarantined(doc: DocId): Set<number>;
  /** Every row, in order. */
  rows(doc: DocId): Generator<LogRow>;
  close(): void;
}

/** Opens the databases in `folder`, brought to the newest layout. */
export function openStoredDocuments(folder: string): StoredDocuments {
  const open = (name: string, migrations: typeof JOURNAL_MIGRATIONS): Database.Database => {
    const database = openDatabase(join(folder, `${name}.db`));
    migrate(database, migrations, { folder: join(folder, 'backups'), name });
    return database;
  };
  const history = open('history', HISTORY_MIGRATIONS);
  const journal = open('journal', JOURNAL_MIGRATIONS);
  const log = createJournal(() => ({ journal, history }));
  return {
    journal: log,
    journalDatabase: journal,
    historyDatabase: history,
    history: createHistory(history),
    ids: () => journal.prepare<[], DocId>('SELECT id FROM documents ORDER BY num').pluck().all(),
    originOf: (doc) =>
      journal
        .prepare<[string], string>('SELECT origin FROM documents WHERE id = ?')
        .pluck()
        .get(doc)!,
    quarantined: (doc) =>
      new Set(
        history
          .prepare<[string], number>(
            'SELECT q.offset FROM quarantine q JOIN documents d ON d.num = q.document WHERE d.id = ?',
          )
          .pluck()
          .all(doc),
      ),
    *rows(doc) {
      for (let at = 0; ;) {
        const rows = log.read(doc, at, READ_BYTES);
        if (rows.length === 0) return;
        yield* rows;
        at = rows.at(-1)!.offset;
      }
    },
    close: () => log.close(),
  };
}
