import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { createHistory, type History } from './history.ts';
import {
  emptyDocument,
  enterRow,
  lastOffset,
  readJournalIndex,
  type IndexedDocument,
  type JournalIndex,
} from './journal-index.ts';
import { createJournalRows, type JournalRows } from './journal-rows.ts';
import {
  LogError,
  type LogEntry,
  type LogFault,
  type LogHead,
  type LogRow,
  type NewRow,
  type StoredState,
  type Tail,
} from './log.ts';
import { firstTag, nextTag } from './tag.ts';

/** What became of one row of a batch. */
export type Outcome = { readonly cursor: Cursor } | { readonly fault: LogFault };

/** The log's files, synchronous, for the one thread that owns them. Throws `LogError` only. */
export interface Journal {
  head(doc: DocId): LogHead;
  /** One transaction, one fsync for all rows; outcomes in the order of the rows. */
  appendAll(rows: readonly NewRow[]): Outcome[];
  read(doc: DocId, after: number, maxBytes: number): LogRow[];
  entries(doc: DocId, after: number, limit: number): LogEntry[];
  find(doc: DocId, session: SessionId, n: number): LogRow | undefined;
  tagAt(doc: DocId, offset: number): string | undefined;
  state(doc: DocId): StoredState | undefined;
  statePart(doc: DocId, offset: number, part: number): Uint8Array | undefined;
  tails(): Tail[];
  /** Takes over what compaction has folded of the document. */
  folded(doc: DocId): void;
  /** Deletes rows that every document has folded, oldest first, at most `limit`; returns how many. */
  trim(limit: number): number;
  /** Moves committed pages out of the WAL; called between commits, never before an ack. */
  checkpoint(): void;
  close(): void;
}

/** The two files: rows as they come, and what compaction made of older ones. */
export interface JournalFiles {
  readonly journal: Database.Database;
  /** Written by another thread. */
  readonly history: Database.Database;
}

/** All that is known of the files while they are open. */
interface Opened extends JournalFiles {
  readonly rows: JournalRows;
  readonly past: History;
  readonly index: JournalIndex;
}

/**
 * The journal over databases that `open` makes, migrated and durable. After any storage fault the files are
 * opened anew and every head reread, because what memory believes may not be what the disk has.
 */
export function createJournal(open: () => JournalFiles): Journal {
  let files = openAll();
  /** The files could not be reopened: what memory holds of them is not to be trusted until they could. */
  let broken = false;
  let closed = false;
  /** Documents that have no row yet, so no place in the file: their epoch waits here for the first. */
  const unwritten = new Map<DocId, string>();

  function openAll(): Opened {
    const opened = open();
    const past = createHistory(opened.history);
    return {
      ...opened,
      past,
      rows: createJournalRows(opened.journal),
      index: readJournalIndex(opened.journal, past),
    };
  }

  function documentOf(doc: DocId): IndexedDocument {
    const known = files.index.get(doc);
    if (known?.damaged) throw new LogError('storage');
    if (known) return known;
    const stored = files.rows.document(doc);
    if (stored) {
      unwritten.delete(doc);
      return emptyDocument(stored, files.past.document(doc));
    }
    const epoch = unwritten.get(doc) ?? randomBytes(8).toString('base64url');
    unwritten.set(doc, epoch);
    return emptyDocument({ num: 0, epoch, origin: epoch }, undefined);
  }

  /** Runs `work`; a storage fault reopens the files before it is reported. */
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
    closeAll();
    try {
      files = openAll();
      broken = false;
    } catch (error) {
      throw new LogError('storage', error);
    }
  }

  function closeAll(): void {
    for (const database of [files.journal, files.history]) {
      try {
        database.close();
      } catch {
        // The handle is given up either way.
      }
    }
  }

  function enter(doc: DocId, document: IndexedDocument): IndexedDocument {
    if (files.index.has(doc)) return document;
    const num = document.num || files.rows.addDocument(doc, document.epoch);
    const entered = emptyDocument({ ...document, num }, document.folded);
    files.index.set(doc, entered);
    return entered;
  }

  function appendOne(row: NewRow): Outcome {
    // An outcome of its own: throwing would take the rows of sound documents down with it.
    if (files.index.get(row.doc)?.damaged) return { fault: 'storage' };
    const known = documentOf(row.doc);
    const last = lastOffset(known);
    if (row.after !== last) return { fault: 'head-moved' };
    const document = enter(row.doc, known);
    const { bytes } = row;
    const session = row.author?.session;
    const n = row.author?.n ?? 0;
    const tag = nextTag(tagOf(row.doc, document), { session, n, bytes });
    const num = files.rows.add({ document: document.num, offset: last + 1, tag }, row);
    enterRow(document, { row: num, size: bytes.length, tag, session, n });
    return { cursor: { epoch: document.epoch, offset: last + 1, tag } };
  }

  const tagOf = (doc: DocId, { tag, epoch }: IndexedDocument): string =>
    tag ?? firstTag(doc, epoch);

  return {
    head: (doc) =>
      guarded(() => {
        const document = documentOf(doc);
        const { epoch, origin, folded, bytes } = document;
        return {
          cursor: { epoch, offset: lastOffset(document), tag: tagOf(doc, document) },
          size: (folded?.size ?? 0) + bytes,
          origin,
          base: { offset: folded?.offset ?? 0, digest: folded?.digest },
        };
      }),
    // The index runs ahead of the commit inside the transaction; a failed commit rereads it from the file.
    appendAll: (rows) =>
      guarded(() => files.journal.transaction(() => rows.map(appendOne)).immediate()),
    read: (doc, after, maxBytes) =>
      guarded(() => {
        const { folded, rows } = documentOf(doc);
        const from = folded?.offset ?? 0;
        const found = folded && after < from ? files.past.read(folded, after, maxBytes) : [];
        let size = found.reduce((sum, { bytes }) => sum + bytes.length, 0);
        // What is folded ended before it was enough, or there is none.
        const at = found.length > 0 ? found.at(-1)!.offset : after;
        // As one reading of the file: a lock taken and given back for each row costs more than the row.
        files.journal.transaction(() => {
          for (let i = at - from; i >= 0 && i < rows.length && size <= maxBytes; i++) {
            const row = files.rows.get(rows[i]!);
            found.push(row);
            size += row.bytes.length;
          }
        })();
        return found;
      }),
    entries: (doc, after, limit) =>
      guarded(() => {
        const { folded, rows } = documentOf(doc);
        const from = folded?.offset ?? 0;
        const found = folded && after < from ? files.past.entries(folded, after, limit) : [];
        const start = Math.max(after - from, 0);
        const tail = rows.slice(start, start + limit - found.length);
        if (found.length > 0 && found.at(-1)!.offset < from) return found;
        files.journal.transaction(() => {
          for (const row of tail) found.push(files.rows.entry(row));
        })();
        return found;
      }),
    find: (doc, session, n) =>
      guarded(() => {
        const { folded, rows, sessions } = documentOf(doc);
        const own = sessions.get(session);
        const offset = own?.offsets[n - own.first];
        if (offset !== undefined) return files.rows.get(rows[offset - (folded?.offset ?? 0) - 1]!);
        return folded && files.past.find(folded, session, n);
      }),
    tagAt: (doc, offset) =>
      guarded(() => {
        const document = documentOf(doc);
        const { folded, rows, epoch } = document;
        if (offset === lastOffset(document)) return tagOf(doc, document);
        // Under the epoch of now: a cursor of offset 0 says no more than the epoch does.
        if (offset === 0) return firstTag(doc, epoch);
        const from = folded?.offset ?? 0;
        if (offset === from) return folded!.tag;
        if (offset < from) return files.past.row(folded!, offset)?.tag;
        const row = rows[offset - from - 1];
        return row === undefined ? undefined : files.rows.tag(row);
      }),
    state: (doc) =>
      guarded(() => {
        const { folded } = documentOf(doc);
        return folded && files.past.state(folded);
      }),
    statePart: (doc, offset, part) =>
      guarded(() => {
        const { folded } = documentOf(doc);
        return folded && files.past.statePart(folded, offset, part);
      }),
    tails: () =>
      guarded(() =>
        [...files.index].map(([doc, { rows, bytes }]) => ({ doc, rows: rows.length, bytes })),
      ),
    folded: (doc) =>
      guarded(() => {
        const known = files.index.get(doc);
        if (!known || known.damaged) return;
        const folded = files.past.document(doc);
        const done = (folded?.offset ?? 0) - (known.folded?.offset ?? 0);
        if (!folded || done <= 0) return;
        if (done > known.rows.length) throw new Error('more is folded than was written');
        files.index.delete(doc);
        if (done === known.rows.length) return;
        const rest = emptyDocument(known, folded);
        for (const num of known.rows.slice(done)) {
          const { tag, session, n, bytes } = files.rows.get(num);
          enterRow(rest, { row: num, size: bytes.length, tag, session, n });
        }
        files.index.set(doc, rest);
      }),
    trim: (limit) =>
      guarded(() => {
        let first = Number.MAX_SAFE_INTEGER;
        for (const { rows } of files.index.values()) first = Math.min(first, rows[0] ?? first);
        return files.rows.deleteBefore(first, limit);
      }),
    checkpoint: () => guarded(() => void files.journal.pragma('wal_checkpoint(PASSIVE)')),
    close() {
      closed = true;
      closeAll();
    },
  };
}
