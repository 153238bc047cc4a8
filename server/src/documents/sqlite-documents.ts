import type Database from 'better-sqlite3';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Migration } from '../database/migration.ts';
import type { DocumentRecord, Documents, Projection } from './documents.ts';

export const DOCUMENT_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE documents (
        num INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        format TEXT NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        projected INTEGER NOT NULL DEFAULT 0,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        deleted_at INTEGER
      ) STRICT;
    `);
  },
];

interface Row {
  id: DocId;
  format: DocumentFormat;
  title: string;
  projected: number;
  created_at: number;
  updated_at: number;
  deleted_at: number | null;
}

const toRecord = (row: Row): DocumentRecord => ({
  id: row.id,
  format: row.format,
  title: row.title,
  projected: row.projected,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  deletedAt: row.deleted_at ?? undefined,
});

/** `Documents` in a migrated, durable database. */
export function createSqliteDocuments(database: Database.Database): Documents {
  const insert = database.prepare(
    'INSERT INTO documents (id, format, created_at, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const select = database.prepare<[string], Row>('SELECT * FROM documents WHERE id = ?');
  const page = database.prepare<[string | null, string | null, number], Row>(`
    SELECT * FROM documents WHERE deleted_at IS NULL
      AND (? IS NULL OR num < (SELECT num FROM documents WHERE id = ?))
    ORDER BY num DESC LIMIT ?`);
  const remove = database.prepare(
    'UPDATE documents SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
  );
  const project = database.prepare(
    'UPDATE documents SET title = ?, updated_at = ?, projected = ? WHERE id = ? AND projected < ?',
  );
  const projectAll = database.transaction((found: readonly Projection[]) => {
    for (const { id, title, updatedAt, offset } of found)
      project.run(title, updatedAt, offset, id, offset);
  });
  return {
    async create({ id, format, time }) {
      const created = insert.run(id, format, time, time).changes === 1;
      return { record: toRecord(select.get(id)!), created };
    },
    async get(id) {
      const row = select.get(id);
      return row && toRecord(row);
    },
    list: async ({ limit, after }) => page.all(after ?? null, after ?? null, limit).map(toRecord),
    remove: async (id, time) => remove.run(time, id).changes === 1,
    async project(found) {
      projectAll(found);
    },
  };
}
