import type { Migration } from '../database/migration.ts';

/**
 * The journal is one append-only rowid table: integers instead of ids, and no index by document, because
 * an index would turn every commit's sequential write into scattered ones. Which rows are a document's is
 * known from an index in memory, rebuilt at boot.
 */
export const JOURNAL_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE documents (num INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL) STRICT;
      CREATE TABLE sessions (num INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE principals (num INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (kind, id)) STRICT;
      CREATE TABLE journal (
        row INTEGER PRIMARY KEY,
        document INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        session INTEGER NOT NULL,
        n INTEGER NOT NULL,
        principal INTEGER NOT NULL,
        time INTEGER NOT NULL,
        tag TEXT NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT;
    `);
  },
  // The epoch under which a document's first row was written: its tags are chained from there, whatever the epoch is now.
  (database) => {
    database.exec(`
      ALTER TABLE documents ADD COLUMN origin TEXT;
      UPDATE documents SET origin = epoch;
    `);
  },
];
