import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Principal } from '../access/principal.ts';
import {
  emptyDocument,
  enterAuthor,
  readJournalIndex,
  type IndexedDocument,
  type JournalIndex,
} from './journal-index.ts';
import { LogError, type LogFault, type LogHead, type LogRow, type NewRow } from './log.ts';
import { firstTag, nextTag } from './tag.ts';

/** What became of one row of a batch. */
export type Outcome = { readonly cursor: Cursor } | { readonly fault: LogFault };

/** The log's file, synchronous, for the one thread that owns it. Throws `LogError` only. */
export interface Journal {
  head(doc: DocId): LogHead;
  /** One transaction, one fsync for all rows; outcomes in the order of the rows. */
  appendAll(rows: readonly NewRow[]): Outcome[];
  read(doc: DocId, after: number, maxBytes: number): LogRow[];
  find(doc: DocId, session: SessionId, n: number): LogRow | undefined;
  tagAt(doc: DocId, offset: number): string | undefined;
  /** Moves committed pages out of the WAL; called between commits, never before an ack. */
  checkpoint(): void;
  close(): void;
}

interface Stored {
  row: number;
  offset: number;
  session: number;
  n: number;
  time: number;
  tag: string;
  bytes: Buffer;
}

/**
 * The journal over a database that `open` makes, migrated and durable. After any storage fault the file is
 * opened anew and every head reread, because what memory believes may not be what the disk has.
 */
export function createJournal(open: () => Database.Database): Journal {
  let database = open();
  let index: JournalIndex = readJournalIndex(database);
  /** The file could not be reopened: what memory holds of it is not to be trusted until it could. */
  let broken = false;
  let closed = false;
  /** Documents that have no row yet, so no place in the file: their epoch waits here for the first. */
  const unwritten = new Map<DocId, string>();

  function documentOf(doc: DocId): IndexedDocument {
    const known = index.documents.get(doc);
    if (known?.damaged) throw new LogError('storage');
    if (known) return known;
    const epoch = unwritten.get(doc) ?? randomBytes(8).toString('base64url');
    unwritten.set(doc, epoch);
    return emptyDocument(0, epoch);
  }

  /** Runs `work`; a storage fault reopens the file before it is reported. */
  function guarded<T>(work: () => T): T {
    if (closed) throw new LogError('closed');
    if (broken) reopen();
    try {
      return work();
    } catch (error) {
      if (error instanceof LogError) throw error;
      reopen();
      throw new LogError('storage', error);
    }
  }

  function reopen(): void {
    broken = true;
    try {
      database.close();
    } catch {
      // The handle is given up either way.
    }
    try {
      database = open();
      index = readJournalIndex(database);
      broken = false;
    } catch (error) {
      throw new LogError('storage', error);
    }
  }

  function numOf<K>(known: Map<K, number>, key: K, insert: () => Database.RunResult): number {
    const num = known.get(key);
    if (num !== undefined) return num;
    const made = Number(insert().lastInsertRowid);
    known.set(key, made);
    return made;
  }

  function sessionNum(session: SessionId): number {
    const num = numOf(index.sessionNums, session, () =>
      database.prepare('INSERT INTO sessions (id) VALUES (?)').run(session),
    );
    index.sessionIds.set(num, session);
    return num;
  }

  function principalNum({ kind, id }: Principal): number {
    return numOf(index.principalNums, `${kind}:${id}`, () =>
      database.prepare('INSERT INTO principals (kind, id) VALUES (?, ?)').run(kind, id),
    );
  }

  function enter(doc: DocId): IndexedDocument {
    const document = documentOf(doc);
    if (document.num !== 0) return document;
    const { lastInsertRowid } = database
      .prepare('INSERT INTO documents (id, epoch) VALUES (?, ?)')
      .run(doc, document.epoch);
    const entered = emptyDocument(Number(lastInsertRowid), document.epoch);
    index.documents.set(doc, entered);
    return entered;
  }

  function appendOne(row: NewRow): Outcome {
    // An outcome of its own: throwing would take the rows of sound documents down with it.
    if (index.documents.get(row.doc)?.damaged) return { fault: 'storage' };
    const last = documentOf(row.doc).rows.length;
    if (row.after !== last) return { fault: 'head-moved' };
    const document = enter(row.doc);
    const session = row.author?.session;
    const n = row.author?.n ?? 0;
    const tag = nextTag(document.tag ?? firstTag(row.doc, document.epoch), {
      session,
      n,
      bytes: row.bytes,
    });
    const { lastInsertRowid } = database
      .prepare(
        'INSERT INTO journal (document, offset, session, n, principal, time, tag, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(
        document.num,
        last + 1,
        session ? sessionNum(session) : 0,
        n,
        principalNum(row.principal),
        row.time,
        tag,
        row.bytes,
      );
    document.rows.push(Number(lastInsertRowid));
    document.tag = tag;
    document.size += row.bytes.length;
    if (session) enterAuthor(document, session, n);
    return { cursor: { epoch: document.epoch, offset: last + 1, tag } };
  }

  function toRow(stored: Stored): LogRow {
    const { offset, tag, n, time, bytes } = stored;
    return { offset, tag, session: index.sessionIds.get(stored.session), n, time, bytes };
  }

  const rowSql = 'SELECT row, offset, session, n, time, tag, bytes FROM journal WHERE row = ?';

  return {
    head: (doc) =>
      guarded(() => {
        const document = documentOf(doc);
        return {
          cursor: {
            epoch: document.epoch,
            offset: document.rows.length,
            tag: document.tag ?? firstTag(doc, document.epoch),
          },
          size: document.size,
          sessions: [...document.sessions].map(([session, offsets]) => ({
            session,
            n: offsets.length,
          })),
        };
      }),
    // The index runs ahead of the commit inside the transaction; a failed commit rereads it from the file.
    appendAll: (rows) => guarded(() => database.transaction(() => rows.map(appendOne)).immediate()),
    read: (doc, after, maxBytes) =>
      guarded(() => {
        const get = database.prepare<[number], Stored>(rowSql);
        const found: LogRow[] = [];
        const { rows } = documentOf(doc);
        for (let i = after, size = 0; i < rows.length && size <= maxBytes; i++) {
          const row = toRow(get.get(rows[i]!)!);
          found.push(row);
          size += row.bytes.length;
        }
        return found;
      }),
    find: (doc, session, n) =>
      guarded(() => {
        const { rows, sessions } = documentOf(doc);
        const offset = sessions.get(session)?.[n - 1];
        if (offset === undefined) return undefined;
        return toRow(database.prepare<[number], Stored>(rowSql).get(rows[offset - 1]!)!);
      }),
    tagAt: (doc, offset) =>
      guarded(() => {
        const document = documentOf(doc);
        if (offset === 0) return firstTag(doc, document.epoch);
        const row = document.rows[offset - 1];
        if (row === undefined) return undefined;
        return database
          .prepare<[number], { tag: string }>('SELECT tag FROM journal WHERE row = ?')
          .get(row)?.tag;
      }),
    checkpoint: () => guarded(() => void database.pragma('wal_checkpoint(PASSIVE)')),
    close() {
      closed = true;
      database.close();
    },
  };
}
