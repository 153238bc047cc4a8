import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Principal } from '../access/principal.ts';

/** A row as its author sent it. */
export interface NewRow {
  readonly doc: DocId;
  /** Offset this row must follow. Another head means the caller's view is stale, and nothing is written. */
  readonly after: number;
  /** Absent for curl and the like: at-least-once. */
  readonly author?: { readonly session: SessionId; readonly n: number } | undefined;
  readonly principal: Principal;
  /** Server time, milliseconds since 1970. */
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** A row as the log keeps it. */
export interface LogRow {
  readonly offset: number;
  readonly tag: string;
  readonly session: SessionId | undefined;
  /** 0 without a session. */
  readonly n: number;
  readonly principal: Principal;
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** A row without what was written. */
export type LogEntry = Pick<LogRow, 'offset' | 'session' | 'principal' | 'time'>;

/** What a room needs to know of a document before its first request. */
export interface LogHead {
  /** After the last row; offset 0 for a document without rows. */
  readonly cursor: Cursor;
  /** Bytes of all rows. */
  readonly size: number;
  /** The epoch that the document began with; another one than the cursor's once its history was recreated. */
  readonly origin: string;
  readonly base: LogBase;
}

/** Up to where a document's rows are folded: whoever replays it begins here and goes on with the rows after it. */
export interface LogBase {
  /** 0 where nothing is folded. */
  readonly offset: number;
  /** What compaction wrote down of the rows up to here; the log does not look into it. */
  readonly digest: Uint8Array | undefined;
}

/** The newest folded state of a document: one Yjs update, gzipped, in parts of `STATE_PART_BYTES`. */
export interface StoredState {
  /** The rows that it stands for end here. */
  readonly offset: number;
  /** Bytes, as they are stored. */
  readonly size: number;
}

/** A document with rows that are not folded. */
export interface Tail {
  readonly doc: DocId;
  readonly rows: number;
  readonly bytes: number;
}

/** Bytes of a stored state that are read at a time. */
export const STATE_PART_BYTES = 256 * 1024;

/** Why a row was not written. In every case nothing was. */
export type LogFault =
  /** `after` is not the head: reload the head. */
  | 'head-moved'
  /** The disk refused; the adapter has reopened and reread its heads. Try again later. */
  | 'storage'
  /** The log is closing or closed. */
  | 'closed'
  /** More waits than the queue may hold. */
  | 'busy';

export class LogError extends Error {
  override name = 'LogError';
  readonly fault: LogFault;
  constructor(fault: LogFault, cause?: unknown) {
    super(`log: ${fault}`, { cause });
    this.fault = fault;
  }
}

/**
 * Port: the durable, append-only truth. Per document, offsets 1, 2, 3 … without gaps. Folding a document moves
 * its rows to where they take less room; every row can be read as before, and heads, tags and cursors stay.
 * Every method rejects with `LogError` only.
 */
export interface Log {
  /** The document's head; a document never written has an epoch too, kept from its first row on. */
  head(doc: DocId): Promise<LogHead>;
  /** Resolves only after the row is on disk (fsync), with the cursor after it. */
  append(row: NewRow): Promise<Cursor>;
  /** Rows after `after` in order, ending once `maxBytes` is passed; at least one row where there is one. */
  read(doc: DocId, after: number, maxBytes: number): Promise<LogRow[]>;
  /** At most `limit` rows after `after`, without their bytes: what is folded need not be unpacked for it. */
  entries(doc: DocId, after: number, limit: number): Promise<LogEntry[]>;
  /** The row that `(session, n)` was stored as, or `undefined`. */
  find(doc: DocId, session: SessionId, n: number): Promise<LogRow | undefined>;
  /** Checksum after row `offset` (0: before the first), or `undefined` past the head. */
  tagAt(doc: DocId, offset: number): Promise<string | undefined>;
  /** The newest folded state, or `undefined` where nothing is folded. */
  state(doc: DocId): Promise<StoredState | undefined>;
  /** Part 0, 1, … of the state at `offset`; `undefined` behind the last one, and once the state is two foldings old. */
  statePart(doc: DocId, offset: number, part: number): Promise<Uint8Array | undefined>;
  /** Every document with rows that are not folded. */
  tails(): Promise<Tail[]>;
  /** Compaction has folded more of the document: reads find it there from now on, and its rows leave the tail. */
  folded(doc: DocId): Promise<void>;
  /** Waits for what was accepted, then releases the storage. */
  close(): Promise<void>;
}
