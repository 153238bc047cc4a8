import type Database from 'better-sqlite3';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';

/** Where one document's rows are. */
export interface IndexedDocument {
  readonly num: number;
  readonly epoch: string;
  /** `rows[i]` is the journal row of offset `i + 1`. */
  readonly rows: number[];
  /** Tag after the last row; `undefined` before the first. */
  tag: string | undefined;
  size: number;
  /** `get(session)[n - 1]` is the offset of the session's nth row. */
  readonly sessions: Map<SessionId, number[]>;
  /** Offsets in the file do not count 1, 2, 3 …: nothing may be built on this document. */
  damaged: boolean;
}

export interface JournalIndex {
  readonly documents: Map<DocId, IndexedDocument>;
  readonly sessionNums: Map<SessionId, number>;
  readonly sessionIds: Map<number, SessionId>;
  readonly principalNums: Map<string, number>;
}

/** Reads the whole index from the file: what is on disk is the only truth after a start or a fault. */
export function readJournalIndex(database: Database.Database): JournalIndex {
  const index: JournalIndex = {
    documents: new Map(),
    sessionNums: new Map(),
    sessionIds: new Map(),
    principalNums: new Map(),
  };
  const byNum = new Map<number, IndexedDocument>();
  for (const [num, id, epoch] of rowsOf<[number, DocId, string]>(
    database,
    'SELECT num, id, epoch FROM documents',
  )) {
    const document = emptyDocument(num, epoch);
    index.documents.set(id, document);
    byNum.set(num, document);
  }
  for (const [num, id] of rowsOf<[number, SessionId]>(database, 'SELECT num, id FROM sessions')) {
    index.sessionNums.set(id, num);
    index.sessionIds.set(num, id);
  }
  for (const [num, kind, id] of rowsOf<[number, string, string]>(
    database,
    'SELECT num, kind, id FROM principals',
  )) {
    index.principalNums.set(`${kind}:${id}`, num);
  }
  type Row = [
    row: number,
    document: number,
    offset: number,
    session: number,
    n: number,
    tag: string,
    size: number,
  ];
  const all =
    'SELECT row, document, offset, session, n, tag, length(bytes) FROM journal ORDER BY row';
  for (const [row, num, offset, session, n, tag, size] of rowsOf<Row>(database, all)) {
    const document = byNum.get(num);
    if (!document) continue;
    if (offset !== document.rows.length + 1) document.damaged = true;
    document.rows.push(row);
    document.tag = tag;
    document.size += size;
    const sessionId = index.sessionIds.get(session);
    if (sessionId) enterAuthor(document, sessionId, n);
  }
  return index;
}

/** Notes the last row of `document` as the session's nth. */
export function enterAuthor(document: IndexedDocument, session: SessionId, n: number): void {
  let offsets = document.sessions.get(session);
  if (!offsets) document.sessions.set(session, (offsets = []));
  offsets[n - 1] = document.rows.length;
}

/** A document without rows. */
export function emptyDocument(num: number, epoch: string): IndexedDocument {
  return { num, epoch, rows: [], tag: undefined, size: 0, sessions: new Map(), damaged: false };
}

function rowsOf<T extends unknown[]>(
  database: Database.Database,
  sql: string,
): IterableIterator<T> {
  return database.prepare<[], T>(sql).raw().iterate();
}
