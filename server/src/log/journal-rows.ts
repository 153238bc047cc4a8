import type Database from 'better-sqlite3';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Principal } from '../access/principal.ts';
import type { LogEntry, LogRow, NewRow } from './log.ts';

/** The journal's tables, statement by statement, compiled once: compiling one takes as long as running it. */
export interface JournalRows {
  document(doc: DocId): StoredDocument | undefined;
  addDocument(doc: DocId, epoch: string): number;
  /** Returns the number of the row. */
  add(place: { document: number; offset: number; tag: string }, row: NewRow): number;
  get(row: number): LogRow;
  entry(row: number): LogEntry;
  tag(row: number): string;
  /** Deletes rows before `row`, at most `limit` of them; returns how many. */
  deleteBefore(row: number, limit: number): number;
}

/** What the journal keeps of a document besides its rows. */
export interface StoredDocument {
  readonly num: number;
  readonly epoch: string;
  /** The epoch of its first row. */
  readonly origin: string;
}

interface Stored {
  readonly offset: number;
  readonly session: number;
  readonly n: number;
  readonly principal: number;
  readonly time: number;
  readonly tag: string;
  readonly bytes: Buffer;
}

/** Numbers of sessions that are kept in memory; further ones are asked of the file. */
const MAX_KNOWN = 10_000;

export function createJournalRows(database: Database.Database): JournalRows {
  const documentById = database.prepare<[string], StoredDocument>(
    'SELECT num, epoch, origin FROM documents WHERE id = ?',
  );
  const insertDocument = database.prepare(
    'INSERT INTO documents (id, epoch, origin) VALUES (?, ?, ?)',
  );
  const insertRow = database.prepare(
    'INSERT INTO journal (document, offset, session, n, principal, time, tag, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const rowByNum = database.prepare<[number], Stored>(
    'SELECT offset, session, n, principal, time, tag, bytes FROM journal WHERE row = ?',
  );
  const entryByNum = database.prepare<[number], Omit<Stored, 'n' | 'tag' | 'bytes'>>(
    'SELECT offset, session, principal, time FROM journal WHERE row = ?',
  );
  const tagByNum = database
    .prepare<[number], string>('SELECT tag FROM journal WHERE row = ?')
    .pluck();
  const lastOfFirst = database
    .prepare<[number, number], number>(
      'SELECT max(row) FROM (SELECT row FROM journal WHERE row < ? ORDER BY row LIMIT ?)',
    )
    .pluck();
  const deleteUpTo = database.prepare('DELETE FROM journal WHERE row <= ?');
  const sessionByNum = database
    .prepare<[number], SessionId>('SELECT id FROM sessions WHERE num = ?')
    .pluck();
  const sessionById = database
    .prepare<[string], number>('SELECT num FROM sessions WHERE id = ?')
    .pluck();
  const insertSession = database.prepare('INSERT INTO sessions (id) VALUES (?)');
  const principalByNum = database.prepare<[number], Principal>(
    'SELECT kind, id FROM principals WHERE num = ?',
  );
  const principalById = database
    .prepare<[string, string], number>('SELECT num FROM principals WHERE kind = ? AND id = ?')
    .pluck();
  const insertPrincipal = database.prepare('INSERT INTO principals (kind, id) VALUES (?, ?)');

  const sessionNums = new Map<string, number>();
  const sessionIds = new Map<number, SessionId | undefined>();
  const principalNums = new Map<string, number>();
  const principals = new Map<number, Principal>();

  /** What `map` has, or what `find` finds and the map has from then on. */
  function known<K, V>(map: Map<K, V>, key: K, find: () => V): V {
    const value = map.get(key);
    if (value !== undefined) return value;
    if (map.size >= MAX_KNOWN) map.clear();
    const found = find();
    map.set(key, found);
    return found;
  }

  const sessionNum = (id: SessionId): number =>
    known(
      sessionNums,
      id,
      () => sessionById.get(id) ?? Number(insertSession.run(id).lastInsertRowid),
    );
  const principalNum = ({ kind, id }: Principal): number =>
    known(
      principalNums,
      `${kind}:${id}`,
      () => principalById.get(kind, id) ?? Number(insertPrincipal.run(kind, id).lastInsertRowid),
    );

  const sessionOf = (num: number): SessionId | undefined =>
    num === 0 ? undefined : known(sessionIds, num, () => sessionByNum.get(num));
  const principalOf = (num: number): Principal =>
    known(principals, num, () => principalByNum.get(num)!);

  return {
    document: (doc) => documentById.get(doc),
    addDocument: (doc, epoch) => Number(insertDocument.run(doc, epoch, epoch).lastInsertRowid),
    add({ document, offset, tag }, { author, principal, time, bytes }) {
      const session = author ? sessionNum(author.session) : 0;
      const { lastInsertRowid } = insertRow.run(
        document,
        offset,
        session,
        author?.n ?? 0,
        principalNum(principal),
        time,
        tag,
        bytes,
      );
      return Number(lastInsertRowid);
    },
    get(row) {
      const { offset, session, n, principal, time, tag, bytes } = rowByNum.get(row)!;
      return {
        offset,
        tag,
        session: sessionOf(session),
        n,
        principal: principalOf(principal),
        time,
        bytes,
      };
    },
    entry(row) {
      const { offset, session, principal, time } = entryByNum.get(row)!;
      return { offset, session: sessionOf(session), principal: principalOf(principal), time };
    },
    tag: (row) => tagByNum.get(row)!,
    deleteBefore(row, limit) {
      const last = lastOfFirst.get(row, limit);
      return typeof last === 'number' ? deleteUpTo.run(last).changes : 0;
    },
  };
}
