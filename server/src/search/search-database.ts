import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { BlockId } from '@weft/shared/model/block-id';
import type { PageLine } from '@weft/shared/model/page-lines';
import type { DocId } from '@weft/shared/protocol/ids';
import { bestExcerpt, cutAround, type KeptLine } from './excerpt.ts';
import type { LinkHit, SearchHit, SearchQuery } from './search.ts';
import { partsExpression, termsOf, wordsExpression } from './search-terms.ts';

/** Of how it is laid out: a file of another one is made anew. */
const LAYOUT = 1;
/** A word in a title says more of a page than one in its text. */
const TITLE_WEIGHT = 10;
/** Characters of a page's text that are looked through for its best line. */
const MAX_READ = 400_000;

/** A document as the index keeps it. */
export interface IndexedDocument {
  readonly id: DocId;
  readonly title: string;
  readonly lines: readonly PageLine[];
  /** Milliseconds since 1970. */
  readonly updatedAt: number;
  /** Up to which place of its log it was read. */
  readonly offset: number;
}

/** The index in its own file, `search.db`, which can be deleted at any time: it is made anew from the log. */
export interface SearchDatabase {
  write(document: IndexedDocument): void;
  forget(doc: DocId): void;
  find(query: SearchQuery): SearchHit[];
  linksTo(page: DocId, limit: number): LinkHit[];
  offsets(docs: readonly DocId[]): number[];
  close(): void;
}

/** Opens the index of a data folder; one that is damaged, or of another version, is begun anew. Without a folder it is in memory. */
export function openSearchDatabase(folder?: string): SearchDatabase {
  if (folder === undefined) return searchIn(openLaidOut(':memory:'));
  const file = join(folder, 'search.db');
  try {
    return searchIn(openLaidOut(file));
  } catch {
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    return searchIn(openLaidOut(file));
  }
}

function openLaidOut(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.pragma('journal_mode = WAL');
    // What a power cut takes is read from the log again.
    database.pragma('synchronous = OFF');
    database.pragma('busy_timeout = 5000');
    const layout = database.pragma('user_version', { simple: true });
    if (layout === 0) layOut(database);
    else if (layout !== LAYOUT) throw new Error('another layout');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function layOut(database: Database.Database): void {
  database
    .transaction(() => {
      // Another thread may have been faster.
      if (database.pragma('user_version', { simple: true }) !== 0) return;
      database.exec(`
      CREATE TABLE documents (
        num INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        lines TEXT NOT NULL,
        updated_at INTEGER NOT NULL,
        "offset" INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX documents_by_time ON documents (updated_at);
      CREATE VIRTUAL TABLE words USING fts5 (
        title, body, content = '', contentless_delete = 1, prefix = '2 3',
        tokenize = "unicode61 remove_diacritics 2"
      );
      CREATE VIRTUAL TABLE parts USING fts5 (
        title, body, content = '', contentless_delete = 1,
        tokenize = "trigram remove_diacritics 1"
      );
      CREATE TABLE links (
        source INTEGER NOT NULL REFERENCES documents (num),
        target TEXT NOT NULL,
        block TEXT NOT NULL,
        PRIMARY KEY (target, source, block)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX links_by_source ON links (source);
      PRAGMA user_version = ${LAYOUT};
    `);
    })
    .immediate();
}

interface Row {
  readonly num: number;
  readonly id: DocId;
  readonly lines: string;
  readonly updatedAt: number;
}

function searchIn(database: Database.Database): SearchDatabase {
  const put = database
    .prepare<unknown[], number>(
      `INSERT INTO documents (id, title, lines, updated_at, "offset") VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET title = excluded.title, lines = excluded.lines,
         updated_at = excluded.updated_at, "offset" = excluded."offset"
       RETURNING num`,
    )
    .pluck();
  const numOf = database
    .prepare<[string], number>('SELECT num FROM documents WHERE id = ?')
    .pluck();
  const drop = database.prepare('DELETE FROM documents WHERE num = ?');
  const dropWords = database.prepare('DELETE FROM words WHERE rowid = ?');
  const dropParts = database.prepare('DELETE FROM parts WHERE rowid = ?');
  const dropLinks = database.prepare('DELETE FROM links WHERE source = ?');
  const addWords = database.prepare('INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)');
  const addParts = database.prepare('INSERT INTO parts (rowid, title, body) VALUES (?, ?, ?)');
  const addLink = database.prepare(
    'INSERT OR IGNORE INTO links (source, target, block) VALUES (?, ?, ?)',
  );
  const offsetOf = database
    .prepare<[string], number>('SELECT "offset" FROM documents WHERE id = ?')
    .pluck();
  const COLUMNS = 'd.num, d.id, d.lines, d.updated_at AS updatedAt';
  const within = 'd.updated_at >= @since AND d.updated_at < @until';
  const matching = (table: 'words' | 'parts') =>
    database.prepare<object, Row>(
      `SELECT ${COLUMNS} FROM ${table} f JOIN documents d ON d.num = f.rowid
       WHERE ${table} MATCH @match AND ${within}
       ORDER BY bm25(${table}, ${TITLE_WEIGHT}, 1) LIMIT @limit`,
    );
  const byWords = matching('words');
  const byParts = matching('parts');
  const recent = database.prepare<object, Row>(
    `SELECT ${COLUMNS} FROM documents d WHERE ${within} ORDER BY d.updated_at DESC LIMIT @limit`,
  );
  const linked = database.prepare<[string, number], Row & { readonly block: BlockId }>(
    `SELECT ${COLUMNS}, l.block FROM links l JOIN documents d ON d.num = l.source
     WHERE l.target = ? ORDER BY d.updated_at DESC, d.num, l.block LIMIT ?`,
  );

  function dropIndex(num: number): void {
    dropWords.run(num);
    dropParts.run(num);
    dropLinks.run(num);
  }

  const write = database.transaction((document: IndexedDocument) => {
    const { id, title, lines, updatedAt, offset } = document;
    const before = numOf.get(id);
    if (before !== undefined) dropIndex(before);
    const kept = lines.map(({ block, text }): KeptLine => ({ block, text }));
    const num = put.get(id, title, JSON.stringify(kept), updatedAt, offset)!;
    const body = kept.map(({ text }) => text).join('\n');
    addWords.run(num, title, body);
    addParts.run(num, title, body);
    for (const { block, pages } of lines) for (const page of pages) addLink.run(num, page, block);
  });
  const forget = database.transaction((id: DocId) => {
    const num = numOf.get(id);
    if (num === undefined) return;
    dropIndex(num);
    drop.run(num);
  });

  return {
    write: (document) => write.immediate(document),
    forget: (doc) => forget.immediate(doc),
    find({ text, isInTitles, since = 0, until = Number.MAX_SAFE_INTEGER, limit }) {
      const terms = termsOf(text);
      const time = { since, until };
      if (text.trim() === '')
        return recent.all({ ...time, limit }).map((row) => hitOf(row, undefined));
      if (terms.length === 0) return [];
      const rows = byWords.all({ ...time, limit, match: wordsExpression(terms, isInTitles) });
      const parts = partsExpression(terms, isInTitles);
      if (rows.length < limit && parts !== undefined) {
        const known = new Set(rows.map(({ num }) => num));
        const more = byParts.all({ ...time, limit, match: parts });
        rows.push(...more.filter(({ num }) => !known.has(num)).slice(0, limit - rows.length));
      }
      return rows.map((row) => hitOf(row, terms));
    },
    linksTo: (page, limit) =>
      linked.all(page, limit).map(({ id, lines, block }) => {
        const line = linesOf(lines).find((one) => one.block === block) ?? { block, text: '' };
        return { from: id, excerpt: cutAround(line) };
      }),
    offsets: (docs) => docs.map((doc) => offsetOf.get(doc) ?? 0),
    close: () => void database.close(),
  };
}

function hitOf({ id, lines, updatedAt }: Row, terms: readonly string[] | undefined): SearchHit {
  const excerpt = terms && lines.length < MAX_READ ? bestExcerpt(linesOf(lines), terms) : undefined;
  return { page: id, updatedAt, excerpt };
}

const linesOf = (json: string): KeptLine[] => JSON.parse(json) as KeptLine[];
