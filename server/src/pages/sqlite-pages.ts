import { randomBytes, randomInt } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import { mintSpaceId, type DocId, type SpaceId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Migration } from '../database/migration.ts';
import { firstTag } from '../log/tag.ts';
import { createPageKeeper, type UnplacedDocument } from './page-keeper.ts';
import type { LastRequest, SpaceRow, StoredChange } from './page-rows.ts';
import type { Pages } from './pages.ts';

export const PAGE_MIGRATIONS: readonly Migration[] = [
  (database) => {
    database.exec(`
      CREATE TABLE spaces (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        epoch TEXT NOT NULL,
        head INTEGER NOT NULL DEFAULT 0,
        tag TEXT NOT NULL
      ) STRICT;
      CREATE TABLE pages (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        space TEXT NOT NULL REFERENCES spaces (id),
        parent TEXT,
        position TEXT NOT NULL,
        icon TEXT NOT NULL,
        cover TEXT NOT NULL,
        title TEXT NOT NULL,
        format TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        trashed_at INTEGER,
        change INTEGER NOT NULL,
        gone INTEGER NOT NULL DEFAULT 0
      ) STRICT;
      CREATE INDEX pages_in_pages ON pages (parent) WHERE gone = 0;
      CREATE INDEX pages_in_spaces ON pages (space) WHERE gone = 0;
      CREATE TABLE space_changes (
        space TEXT NOT NULL REFERENCES spaces (id),
        "offset" INTEGER NOT NULL,
        tag TEXT NOT NULL,
        json TEXT NOT NULL,
        PRIMARY KEY (space, "offset")
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE page_writers (
        session TEXT PRIMARY KEY,
        n INTEGER NOT NULL,
        asked TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID;
    `);
    const now = Date.now();
    const id = mintSpaceId((length) => randomBytes(length));
    const epoch = randomBytes(8).toString('base64url');
    database
      .prepare('INSERT INTO spaces (id, name, created_at, epoch, tag) VALUES (?, ?, ?, ?, ?)')
      .run(id, '', now, epoch, firstTag(id, epoch));
  },
];

interface Row {
  id: DocId;
  space: SpaceId;
  parent: DocId | null;
  position: string;
  icon: string;
  cover: string;
  title: string;
  format: DocumentFormat;
  created_at: number;
  trashed_at: number | null;
}

const toNode = ({ created_at: createdAt, trashed_at: trashedAt, ...rest }: Row): PageNode => ({
  ...rest,
  createdAt,
  trashedAt,
});

const COLUMNS = 'id, space, parent, position, icon, cover, title, format, created_at, trashed_at';
/** Sessions that wrote nothing for so long have ended, with nothing under way. */
const FORGET_WRITERS_MS = 180 * 24 * 60 * 60 * 1_000;

/** `Pages` in a migrated, durable database. */
export function createSqlitePages(database: Database.Database): Pages {
  const get = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM pages WHERE id = ? AND gone = 0`,
  );
  const gone = database.prepare<[string], number>('SELECT gone FROM pages WHERE id = ?').pluck();
  const children = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM pages WHERE parent = ? AND gone = 0`,
  );
  const all = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM pages WHERE space = ? AND gone = 0`,
  );
  const lastPosition = database
    .prepare<[string], string | null>(
      'SELECT max(position) FROM pages WHERE space = ? AND parent IS NULL AND gone = 0',
    )
    .pluck();
  const count = database
    .prepare<[string], number>('SELECT count(*) FROM pages WHERE space = ? AND gone = 0')
    .pluck();
  const changeOf = database
    .prepare<[string], number>('SELECT change FROM pages WHERE id = ?')
    .pluck();
  const write = database.prepare(`
    INSERT INTO pages (${COLUMNS}, change)
      VALUES (@id, @space, @parent, @position, @icon, @cover, @title, @format, @createdAt, @trashedAt, @change)
    ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, position = excluded.position, icon = excluded.icon,
      cover = excluded.cover, title = excluded.title, trashed_at = excluded.trashed_at, change = excluded.change`);
  const erase = database.prepare(
    "UPDATE pages SET gone = 1, change = ?, parent = NULL, title = '', icon = '', cover = '' WHERE id = ?",
  );
  const document = database.prepare<
    [string],
    Pick<Row, 'format' | 'title' | 'created_at'> & { readonly deleted_at: number | null }
  >('SELECT format, title, created_at, deleted_at FROM documents WHERE id = ?');
  const makeDocument = database.prepare(
    'INSERT INTO documents (id, format, created_at, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const deleteDocument = database.prepare(
    'UPDATE documents SET deleted_at = ? WHERE id = ? AND deleted_at IS NULL',
  );
  const SPACE =
    'SELECT id, name, created_at AS createdAt, epoch, head AS "offset", tag FROM spaces';
  const spaces = database.prepare<[], SpaceRow>(`${SPACE} ORDER BY num`);
  const space = database.prepare<[string], SpaceRow>(`${SPACE} WHERE id = ?`);
  const insertChange = database.prepare(
    'INSERT INTO space_changes (space, "offset", tag, json) VALUES (?, ?, ?, ?)',
  );
  const moveHead = database.prepare('UPDATE spaces SET head = ?, tag = ? WHERE id = ?');
  const trim = database.prepare('DELETE FROM space_changes WHERE space = ? AND "offset" <= ?');
  const changes = database.prepare<[string, number, number], StoredChange>(
    'SELECT "offset", tag, json FROM space_changes WHERE space = ? AND "offset" > ? ORDER BY "offset" LIMIT ?',
  );
  const tagAt = database
    .prepare<[string, number], string>(
      'SELECT tag FROM space_changes WHERE space = ? AND "offset" = ?',
    )
    .pluck();
  const lastOf = database.prepare<[string], LastRequest>(
    'SELECT n, asked FROM page_writers WHERE session = ?',
  );
  const noteLast = database.prepare(
    `INSERT INTO page_writers (session, n, asked, at) VALUES (?, ?, ?, ?)
     ON CONFLICT (session) DO UPDATE SET n = excluded.n, asked = excluded.asked, at = excluded.at`,
  );
  const forgetWriters = database.prepare('DELETE FROM page_writers WHERE at < ?');

  const keeper = createPageKeeper(
    {
      spaces: () => spaces.all(),
      space: (id) => space.get(id),
      hasSpace: (id) => space.get(id) !== undefined,
      get(id) {
        const row = get.get(id);
        return row && toNode(row);
      },
      isGone: (id) => gone.get(id) === 1,
      childrenOf: (id) => children.all(id).map(toNode),
      count: (id) => count.get(id)!,
      all: (id) => all.all(id).map(toNode),
      lastPosition: (id) => lastPosition.get(id) ?? undefined,
      document(id) {
        const found = document.get(id);
        if (!found) return undefined;
        const { format, title, created_at: createdAt, deleted_at: deletedAt } = found;
        return { format, title, createdAt, isDeleted: deletedAt !== null };
      },
      makeDocument({ id, format, createdAt }) {
        makeDocument.run(id, format, createdAt, createdAt);
      },
      changeOf: (id) => changeOf.get(id) ?? 0,
      write: (node, change) => void write.run({ ...node, change }),
      erase({ id }, change, now) {
        erase.run(change, id);
        deleteDocument.run(now, id);
      },
      append(id, { offset, tag, json }) {
        insertChange.run(id, offset, tag, json);
        moveHead.run(offset, tag, id);
      },
      trim: (id, upTo) => void trim.run(id, upTo),
      changes: (id, after, limit) => changes.all(id, after, limit),
      tagAt: (id, offset) => tagAt.get(id, offset),
      lastOf: (session) => lastOf.get(session),
      noteLast(session, { n, asked }, now) {
        if (n === 1) forgetWriters.run(now - FORGET_WRITERS_MS);
        noteLast.run(session, n, asked, now);
      },
      atOnce: (work) => database.transaction(work)(),
    },
    randomFraction,
  );
  keeper.adoptAll(unplacedDocuments(database));
  return keeper;
}

/** Living documents that are no pages, the last changed first, as they were listed when there were none. */
function unplacedDocuments(database: Database.Database): UnplacedDocument[] {
  return database
    .prepare<[], UnplacedDocument>(`
      SELECT id, title, format, created_at AS createdAt FROM documents
        WHERE deleted_at IS NULL AND format <> 'raw' AND id NOT IN (SELECT id FROM pages)
        ORDER BY updated_at DESC, num DESC`)
    .all();
}

function randomFraction(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
