import type { Frame } from '@weft/shared/codec/frames';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { ErrorCode, Retry } from '@weft/shared/protocol/errors';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { PostPresence } from '@weft/shared/protocol/up';

/** Why a request did not succeed, and what to do next. `unreachable` means no answer came at all. */
export interface Failure {
  readonly ok: false;
  readonly code: ErrorCode | 'unreachable';
  readonly retry: Retry;
  /** The server's wish, milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** When to try again, milliseconds, spread by chance already: the same for all who were lost together. */
  readonly comeBackMs?: number | undefined;
  /** With `dependencies-missing`: what the server has. */
  readonly stateVector?: Uint8Array | undefined;
}

/** One sealed row: the bytes that `(session, n)` stands for, for ever. */
export interface SealedUpdate {
  readonly doc: DocId;
  readonly session: SessionId;
  readonly n: number;
  readonly bytes: Uint8Array;
}

/** The update is on the server's disk, at `cursor`. */
export interface Acknowledgement {
  readonly ok: true;
  readonly cursor: Cursor;
  /** The server has much to do: it wants this long between the sending of two requests, milliseconds. */
  readonly paceMs?: number | undefined;
}

export interface Snapshot {
  readonly ok: true;
  readonly frames: readonly Frame[];
  /** Position after the frames. */
  readonly cursor: Cursor;
  /** The reader's own position, which the server has proved; 0 means that the frames are the whole document. */
  readonly since: number;
  /** Where the first frame is a state: the offset up to which it holds everything. */
  readonly stateOffset?: number | undefined;
}

/** An event of the stream as it came: rows as bytes or in base64, `null` for one's own. */
export type Heard =
  | Exclude<Down, { name: 'updates' }>
  | (Omit<Extract<Down, { name: 'updates' }>, 'updates'> & {
      readonly updates: readonly (string | Uint8Array | null)[];
    });

/** How news comes from the server, the best way first: as it happens, held until it happens, or asked for. */
export type Rung = 'stream' | 'long-poll' | 'short-poll';

export interface RungSource {
  readonly rung: Rung;
  /** Calls back when it has changed; returns the function that ends it. */
  onRung(callback: (rung: Rung) => void): () => void;
}

export interface FollowSink {
  event(event: Heard): void;
  /** Something arrived, not yet an event: on a slow link a large one takes longer than silence may last. */
  alive?(): void;
  /** The stream is over; called once, and nothing after it. */
  lost(failure: Failure): void;
}

/** Port: the network. No method rejects; what went wrong is part of the answer. */
export interface Transport {
  /** Absent where there is only one way. */
  readonly ladder?: RungSource | undefined;
  append(update: SealedUpdate, signal: AbortSignal): Promise<Acknowledgement | Failure>;
  snapshot(doc: DocId, since: Cursor | undefined, signal: AbortSignal): Promise<Snapshot | Failure>;
  /** Opens a stream; the returned function ends it without a call to `lost`. */
  follow(from: { doc: DocId; session: SessionId; cursor: Cursor }, sink: FollowSink): () => void;
  /** Best effort: an answer that matters never travels here. */
  presence(doc: DocId, session: SessionId, state: PostPresence): Promise<void>;
}

/** One unacknowledged edit on this device. */
export interface OutboxRow {
  readonly doc: DocId;
  readonly session: SessionId;
  /** Place within (doc, session). */
  readonly seq: number;
  /** Present once the row may have been on the network: from then on it is sent as it is, or not at all. */
  readonly n?: number | undefined;
  readonly bytes: Uint8Array;
}

export type OutboxKey = Pick<OutboxRow, 'doc' | 'session' | 'seq'>;

/** Port: rows that survive the tab, shared by all tabs of this browser. */
export interface OutboxStore {
  /** All rows of a document, by session, then by seq. */
  rows(doc: DocId): Promise<OutboxRow[]>;
  /** All of it or nothing, removals first; resolves when it would survive power loss. */
  write(change: { put?: readonly OutboxRow[]; remove?: readonly OutboxKey[] }): Promise<void>;
}

/** An outbox that can be gone through without knowing what it is of. */
export interface ListedOutbox extends OutboxStore {
  /** Every document that has rows, each once. */
  documents(): Promise<DocId[]>;
}

/** A document as a device has it. */
export interface DocumentCopy {
  /** In any order; together they hold all that the server had at `cursor`, and perhaps edits that are in the outbox as well. */
  readonly updates: readonly Uint8Array[];
  readonly cursor: Cursor;
}

/**
 * Port: documents that survive the tab, so that they open without a network. Losing one loses nothing: what is not on the
 * server is in the outbox.
 */
export interface CopyStore {
  load(doc: DocId): Promise<DocumentCopy | undefined>;
  /**
   * Resolves once nobody else writes this document's copy, with what does; the caller is the only one until it lets go.
   * Where `signal` ends the wait it never resolves.
   */
  keep(doc: DocId, signal: AbortSignal): Promise<CopyWriter>;
  /** Forgets the document, whoever keeps it. */
  remove(doc: DocId): Promise<void>;
}

/** Writes one document's copy. */
export interface CopyWriter {
  /** The whole document, in the place of what was there. */
  replace(state: Uint8Array, cursor: Cursor): Promise<void>;
  /** What came to it since; nothing where the copy has been forgotten meanwhile. */
  append(updates: readonly Uint8Array[], cursor: Cursor): Promise<void>;
  release(): void;
}

/** Port: which sessions are alive. A lock is let go by the system when its tab dies. */
export interface SessionLocks {
  /** Resolves once held, with the function that lets go. */
  hold(session: SessionId): Promise<() => void>;
  /** Like `hold`, but `undefined` at once where somebody else holds it. */
  tryHold(session: SessionId): Promise<(() => void) | undefined>;
}

/** Port: the other tabs of this browser. What is told need not arrive: the server has the last word. */
export interface Neighbours {
  /** Joins those that have the document open; nobody hears what is told by themselves, or after they have left. */
  join(
    doc: DocId,
    hear: (bytes: Uint8Array) => void,
  ): { readonly tell: (bytes: Uint8Array) => void; readonly leave: () => void };
}
