import type { Migration } from '../database/migration.ts';

/**
 * What compaction has folded. It names sessions and principals by their own ids and not by the journal's numbers, so
 * that a copy of it is whole beside an older copy of the journal, as a backup of a live server is.
 *
 * States are stored in parts, so that nobody holds a large one at once. Segments hold every row that was ever folded:
 * history is moved, never thinned.
 */
export const HISTORY_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE documents (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        offset INTEGER NOT NULL,
        tag TEXT NOT NULL,
        size INTEGER NOT NULL,
        digest BLOB NOT NULL
      ) STRICT;
      CREATE TABLE states (
        document INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        keyframe INTEGER NOT NULL,
        log_size INTEGER NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (document, offset)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE state_parts (
        document INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        part INTEGER NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX state_parts_by_place ON state_parts (document, offset, part);
      CREATE TABLE segments (
        document INTEGER NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        size INTEGER NOT NULL,
        tag TEXT NOT NULL,
        entries BLOB NOT NULL,
        bytes BLOB NOT NULL
      ) STRICT;
      CREATE UNIQUE INDEX segments_by_place ON segments (document, first);
      CREATE TABLE quarantine (
        document INTEGER NOT NULL,
        offset INTEGER NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (document, offset)
      ) STRICT, WITHOUT ROWID;
    `);
  },
];
