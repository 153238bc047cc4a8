import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { BlockId } from '@weft/shared/model/block-id';
import type { PageLine } from '@weft/shared/model/page-lines';
import type { DocId } from '@weft/shared/protocol/ids';
import { bestExcerpt, cutAround, type KeptLine } from '@weft/shared/search/excerpt';
import type { LinkHit, SearchHit, SearchQuery } from './search.ts';
import type { Excerpt } from '@weft/shared/search/excerpt';
import { fold, termsOf } from '@weft/shared/search/search-terms';
import { partsExpression, wordsExpression } from './search-expressions.ts';

/** Of how it is laid out: a file of another one is made anew. */
const LAYOUT = 2;
const FILE = 'search.db';
/** A word in a title says more of a page than one in its text. */
const TITLE_WEIGHT = 10;
/** With so many pages that have whole words, parts of words are not looked for: that takes longer. */
const ENOUGH = 20;
/** Of more pages that have what is looked for, only so many are ranked, those that were made last. */
const MAX_RANKED = 2_000;
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
  excerpts(pages: readonly DocId[], text: string): (Excerpt | undefined)[];
  linksTo(page: DocId, limit: number): LinkHit[];
  offsets(docs: readonly DocId[]): number[];
  close(): void;
}

/** Opens the index of a data folder; one that is damaged, or of another version, is begun anew. Without a folder it is in memory. */
export function openSearchDatabase(folder?: string): SearchDatabase {
  if (folder === undefined) return searchIn(openLaidOut(':memory:'));
  try {
    return searchIn(openLaidOut(join(folder, FILE)));
  } catch (error) {
    if (!isDamage(error)) throw error;
    discardSearchDatabase(folder);
    return searchIn(openLaidOut(join(folder, FILE)));
  }
}

/** Whether an index can only be begun anew. A disk without room, or too many open files, are no damage. */
export function isDamage(error: unknown): boolean {
  if (error instanceof OtherLayout) return true;
  const code = error instanceof Database.SqliteError ? error.code : '';
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** Takes away an index: it is made anew from the log. */
export function discardSearchDatabase(folder: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, FILE + suffix), { force: true });
}

class OtherLayout extends Error {
  override name = 'OtherLayout';
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
    else if (layout !== LAYOUT) throw new OtherLayout();
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

interface Row extends SearchHit {
  readonly num: number;
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
  const FOUND = 'd.num, d.id AS page, d.updated_at AS updatedAt';
  const within = 'd.updated_at >= @since AND d.updated_at < @until';
  const byWords = database.prepare<object, Row>(
    `SELECT num, page, updatedAt FROM (
       SELECT ${FOUND}, bm25(words, ${TITLE_WEIGHT}, 1) AS score
       FROM words f CROSS JOIN documents d ON d.num = f.rowid
       WHERE words MATCH @match AND ${within}
       ORDER BY f.rowid DESC LIMIT ${MAX_RANKED}
     ) ORDER BY score LIMIT @limit`,
  );
  // Not ranked: to count how often each part is anywhere takes longer than to find it.
  const byParts = database.prepare<object, Row>(
    `SELECT ${FOUND} FROM parts f CROSS JOIN documents d ON d.num = f.rowid
     WHERE parts MATCH @match AND ${within} ORDER BY f.rowid DESC LIMIT @limit`,
  );
  const recent = database.prepare<object, Row>(
    `SELECT ${FOUND} FROM documents d WHERE ${within} ORDER BY d.updated_at DESC LIMIT @limit`,
  );
  const textOf = database
    .prepare<[string], string>('SELECT lines FROM documents WHERE id = ?')
    .pluck();
  const linked = database.prepare<
    [string, number],
    { readonly id: DocId; readonly block: BlockId }
  >(
    `SELECT d.id, l.block FROM links l JOIN documents d ON d.num = l.source
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
    // As what is looked for is folded: SQLite takes accents off Latin letters alone.
    const folded = [fold(title), fold(body)];
    addWords.run(num, ...folded);
    addParts.run(num, ...folded);
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
      const asked = { since, until, limit };
      const hits = new Map<number, SearchHit>();
      const add = (rows: readonly Row[]): void => {
        for (const { num, page, updatedAt } of rows)
          if (hits.size < limit) hits.set(num, hits.get(num) ?? { page, updatedAt });
      };
      if (text.trim() === '') add(recent.all(asked));
      if (terms.length === 0) return [...hits.values()];
      // Of many pages that have it, those with it in their titles are not to be missed.
      add(byWords.all({ ...asked, match: wordsExpression(terms, true) }));
      if (!isInTitles) add(byWords.all({ ...asked, match: wordsExpression(terms, false) }));
      for (const isTitle of isInTitles ? [true] : [true, false]) {
        const parts = partsExpression(terms, isTitle);
        if (parts === undefined || hits.size >= ENOUGH) break;
        add(byParts.all({ ...asked, limit: ENOUGH, match: parts }));
      }
      return [...hits.values()];
    },
    excerpts(pages, text) {
      const terms = termsOf(text);
      return pages.map((page) => {
        const lines = terms.length > 0 ? textOf.get(page) : undefined;
        if (lines === undefined || lines.length > MAX_READ) return undefined;
        return bestExcerpt(linesOf(lines), terms);
      });
    },
    linksTo(page, limit) {
      const read = new Map<DocId, readonly KeptLine[]>();
      return linked.all(page, limit).map(({ id, block }) => {
        const lines = read.get(id) ?? linesOf(textOf.get(id) ?? '[]');
        read.set(id, lines);
        return {
          from: id,
          excerpt: cutAround(lines.find((one) => one.block === block) ?? { block, text: '' }),
        };
      });
    },
    offsets: (docs) => docs.map((doc) => offsetOf.get(doc) ?? 0),
    close: () => void database.close(),
  };
}

const linesOf = (json: string): KeptLine[] => JSON.parse(json) as KeptLine[];
