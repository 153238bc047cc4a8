import type Database from 'better-sqlite3';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Migration } from '../database/migration.ts';
import type { AuthorName, NamedVersion, Names } from './names.ts';

export const NAME_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE authors (
        session TEXT PRIMARY KEY,
        name TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE named_versions (
        document TEXT NOT NULL,
        offset INTEGER NOT NULL,
        name TEXT NOT NULL,
        time INTEGER NOT NULL,
        PRIMARY KEY (document, offset)
      ) STRICT, WITHOUT ROWID;
    `);
  },
];

/** `Names` in a migrated, durable database. */
export function createSqliteNames(database: Database.Database): Names {
  const setAuthor = database.prepare<[string, string]>(
    'INSERT INTO authors (session, name) VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET name = excluded.name',
  );
  const authorsOf = database.prepare<[string], AuthorName>(
    'SELECT session, name FROM authors WHERE session IN (SELECT value FROM json_each(?))',
  );
  const setVersion = database.prepare<[string, number, string, number, string, number, number]>(`
    INSERT INTO named_versions (document, offset, name, time) SELECT ?, ?, ?, ?
      WHERE (SELECT count(*) FROM named_versions WHERE document = ? AND offset <> ?) < ?
    ON CONFLICT (document, offset) DO UPDATE SET name = excluded.name, time = excluded.time`);
  const removeVersion = database.prepare<[string, number]>(
    'DELETE FROM named_versions WHERE document = ? AND offset = ?',
  );
  const removeVersions = database.prepare<[string]>(
    'DELETE FROM named_versions WHERE document = ?',
  );
  const versionsOf = database.prepare<[string], NamedVersion>(
    'SELECT offset, name, time FROM named_versions WHERE document = ? ORDER BY offset',
  );
  return {
    async callAuthor({ session, name }) {
      setAuthor.run(session, name);
    },
    authors: async (sessions: readonly SessionId[]) => authorsOf.all(JSON.stringify(sessions)),
    async callVersion(doc: DocId, { offset, name, time }, limit) {
      return setVersion.run(doc, offset, name, time, doc, offset, limit).changes === 1;
    },
    async uncallVersion(doc, offset) {
      removeVersion.run(doc, offset);
    },
    versions: async (doc) => versionsOf.all(doc),
    async forgetVersions(doc) {
      removeVersions.run(doc);
    },
  };
}
