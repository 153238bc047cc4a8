import type Database from 'better-sqlite3';
import type { DocId, FileId } from '@weft/shared/protocol/ids';
import type { Migration } from '../database/migration.ts';
import type { FileRecord, FileRecords } from './file-records.ts';

/** Steps of weft.db, after those that make its documents. */
export const FILE_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE files (
        id TEXT PRIMARY KEY,
        doc TEXT NOT NULL REFERENCES documents (id),
        hash TEXT NOT NULL,
        name TEXT NOT NULL,
        type TEXT NOT NULL,
        size INTEGER NOT NULL,
        width INTEGER,
        height INTEGER,
        created_at INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX files_of_document ON files (doc);
      CREATE INDEX files_by_hash ON files (hash);
    `);
  },
];

interface Row {
  id: FileId;
  doc: DocId;
  hash: string;
  name: string;
  type: string;
  size: number;
  width: number | null;
  height: number | null;
  created_at: number;
}

const toRecord = ({ created_at, width, height, ...rest }: Row): FileRecord => ({
  ...rest,
  width: width ?? undefined,
  height: height ?? undefined,
  createdAt: created_at,
});

/** `FileRecords` in a migrated, durable database that holds the documents too. */
export function createSqliteFileRecords(database: Database.Database): FileRecords {
  const lives = database.prepare<[string]>(
    'SELECT 1 FROM documents WHERE id = ? AND deleted_at IS NULL',
  );
  const insert = database.prepare(`
    INSERT INTO files (id, doc, hash, name, type, size, width, height, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`);
  const select = database.prepare<[string], Row>('SELECT * FROM files WHERE id = ?');
  const living = database.prepare<[string], Row>(`
    SELECT files.* FROM files JOIN documents ON documents.id = files.doc
    WHERE files.id = ? AND documents.deleted_at IS NULL`);
  const named = database.prepare<[string], string>(
    'SELECT DISTINCT hash FROM files WHERE hash IN (SELECT value FROM json_each(?))',
  );
  const removeOf = database.prepare<[string], string>(
    'DELETE FROM files WHERE doc = ? RETURNING hash',
  );
  const prune = database.prepare(
    'DELETE FROM files WHERE doc IN (SELECT id FROM documents WHERE deleted_at IS NOT NULL)',
  );
  return {
    async add(fresh) {
      const { id, doc, hash, name, type, size, width = null, height = null, createdAt } = fresh;
      if (!lives.get(doc)) return undefined;
      const { changes } = insert.run(id, doc, hash, name, type, size, width, height, createdAt);
      return { record: toRecord(select.get(id)!), added: changes === 1 };
    },
    async get(id) {
      const row = living.get(id);
      return row && toRecord(row);
    },
    named: async (hashes) => named.pluck().all(JSON.stringify(hashes)),
    removeOf: async (doc) => [...new Set(removeOf.pluck().all(doc))],
    async prune() {
      prune.run();
    },
  };
}
