import type Database from 'better-sqlite3';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { FoldedDocument, History } from './history.ts';
import type { StoredDocument } from './journal-rows.ts';

/** Where the rows of one document are that are not folded: its tail. */
export interface IndexedDocument {
  readonly num: number;
  readonly epoch: string;
  /** The epoch of its first row. */
  readonly origin: string;
  /** What is folded; `undefined` for nothing. The tail begins after it. */
  folded: FoldedDocument | undefined;
  /** `rows[i]` is the journal row of offset `offset of folded + i + 1`. */
  readonly rows: number[];
  /** Bytes of the tail. */
  bytes: number;
  /** Tag after the last row; `undefined` before the first. */
  tag: string | undefined;
  /** `get(session)` has the offsets of the session's rows in the tail, counted from its n `first`. */
  readonly sessions: Map<SessionId, { readonly first: number; readonly offsets: number[] }>;
  /** Offsets in the file do not count 1, 2, 3 …: nothing may be built on this document. */
  damaged: boolean;
}

/** The documents that have a tail, and no others: what is folded costs no memory. */
export type JournalIndex = Map<DocId, IndexedDocument>;

/** Reads the whole index from the file: what is on disk is the only truth after a start or a fault. */
export function readJournalIndex(database: Database.Database, history: History): JournalIndex {
  const index: JournalIndex = new Map();
  const byNum = new Map<number, IndexedDocument>();
  const documents = database.prepare<[number], StoredDocument & { id: DocId }>(
    'SELECT num, id, epoch, origin FROM documents WHERE num = ?',
  );
  const sessions = database
    .prepare<[number], SessionId>('SELECT id FROM sessions WHERE num = ?')
    .pluck();
  const sessionIds = new Map<number, SessionId | undefined>();
  type Row = [
    row: number,
    document: number,
    offset: number,
    session: number,
    n: number,
    tag: string,
    size: number,
  ];
  const all = database
    .prepare<[], Row>(
      'SELECT row, document, offset, session, n, tag, length(bytes) FROM journal ORDER BY row',
    )
    .raw();
  for (const [row, num, offset, session, n, tag, size] of all.iterate()) {
    let document = byNum.get(num);
    if (!document) {
      const stored = documents.get(num);
      if (!stored) continue;
      document = emptyDocument(stored, history.document(stored.id));
      byNum.set(num, document);
      index.set(stored.id, document);
    }
    // Folded, and the crash came before it left the journal.
    if (offset <= (document.folded?.offset ?? 0)) continue;
    if (offset !== lastOffset(document) + 1) document.damaged = true;
    if (!sessionIds.has(session)) sessionIds.set(session, sessions.get(session));
    enterRow(document, { row, size, tag, session: sessionIds.get(session), n });
  }
  for (const [doc, document] of index) if (document.rows.length === 0) index.delete(doc);
  return index;
}

/** The offset of the last row, 0 for none. */
export function lastOffset({ folded, rows }: IndexedDocument): number {
  return (folded?.offset ?? 0) + rows.length;
}

/** Notes the row that follows the last one. */
export function enterRow(
  document: IndexedDocument,
  row: { row: number; size: number; tag: string; session: SessionId | undefined; n: number },
): void {
  document.rows.push(row.row);
  document.bytes += row.size;
  document.tag = row.tag;
  if (!row.session) return;
  const known = document.sessions.get(row.session);
  if (known) known.offsets[row.n - known.first] = lastOffset(document);
  else document.sessions.set(row.session, { first: row.n, offsets: [lastOffset(document)] });
}

/** A document without a tail. */
export function emptyDocument(
  { num, epoch, origin }: StoredDocument,
  folded: FoldedDocument | undefined,
): IndexedDocument {
  return {
    num,
    epoch,
    origin,
    folded,
    rows: [],
    bytes: 0,
    tag: folded?.tag,
    sessions: new Map(),
    damaged: false,
  };
}
