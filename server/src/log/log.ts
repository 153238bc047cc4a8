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
  readonly time: number;
  readonly bytes: Uint8Array;
}

/** What a room needs to know of a document before its first request. */
export interface LogHead {
  /** After the last row; offset 0 for a document without rows. */
  readonly cursor: Cursor;
  /** Bytes of all rows. */
  readonly size: number;
  /** Last n of every session that ever wrote. */
  readonly sessions: readonly { readonly session: SessionId; readonly n: number }[];
}

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
 * Port: the durable, append-only truth. Per document, offsets 1, 2, 3 … without gaps.
 * Every method rejects with `LogError` only.
 */
export interface Log {
  /** The document's head; a document never written has an epoch too, kept from its first row on. */
  head(doc: DocId): Promise<LogHead>;
  /** Resolves only after the row is on disk (fsync), with the cursor after it. */
  append(row: NewRow): Promise<Cursor>;
  /** Rows after `after` in order, ending once `maxBytes` is passed; at least one row where there is one. */
  read(doc: DocId, after: number, maxBytes: number): Promise<LogRow[]>;
  /** The row that `(session, n)` was stored as, or `undefined`. */
  find(doc: DocId, session: SessionId, n: number): Promise<LogRow | undefined>;
  /** Checksum after row `offset` (0: before the first), or `undefined` past the head. */
  tagAt(doc: DocId, offset: number): Promise<string | undefined>;
  /** Waits for what was accepted, then releases the storage. */
  close(): Promise<void>;
}
