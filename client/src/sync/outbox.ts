import { MAX_BATCH_BYTES } from '@weft/shared/protocol/limits';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import * as Y from 'yjs';
import type { OutboxKey, OutboxRow } from './ports.ts';

/** A change to the outbox's durable rows. */
export interface OutboxChange {
  readonly put: readonly OutboxRow[];
  readonly remove: readonly OutboxKey[];
}

/**
 * Everything typed and not acknowledged, in the order in which it is sent:
 * `sealed` (ours, perhaps on the network already), `verbatim` (sealed rows of dead sessions),
 * `staged` (durable, free to be merged), `fresh` (only in memory yet).
 * Nothing is sealed while verbatim rows wait, so `sealed` goes before those that came after it only:
 * what is on the network stays `next` until it is acknowledged.
 *
 * Pure: methods return the durable change to make, and the caller reports when it is made.
 */
export interface Outbox {
  readonly session: SessionId;
  readonly isEmpty: boolean;
  /** Whether some of it would not survive the tab. */
  readonly isVolatile: boolean;
  /** What is on the network, or next to be. */
  readonly next: (OutboxRow & { readonly n: number }) | undefined;
  add(update: Uint8Array): void;
  /** Takes over a dead session's rows: sealed ones as they are, staged ones as ours. */
  adopt(rows: readonly OutboxRow[]): OutboxChange | undefined;
  /** Makes what is only in memory durable, in as few rows as may be; `undefined` when there is nothing. */
  stage(): OutboxChange | undefined;
  /** Numbers the next batch, so that it can be sent; `undefined` when one is sealed or nothing is staged. */
  seal(): OutboxChange | undefined;
  /** `next` and all that waits behind it, as one update; `undefined` when nothing does, or one update is too small for it. */
  whole(): Uint8Array | undefined;
  /** The server has `next`. */
  acknowledge(): OutboxChange;
  /** Starts again under a new session with `diff` as all there is to send. */
  restart(session: SessionId, diff: Uint8Array | undefined): OutboxChange;
}

/** An empty outbox of `session`. */
export function createOutbox(doc: DocId, first: SessionId): Outbox {
  let session = first;
  let verbatim: (OutboxRow & { n: number })[] = [];
  let sealed: (OutboxRow & { n: number }) | undefined;
  let staged: OutboxRow[] = [];
  let fresh: Uint8Array[] = [];
  let nextSeq = 0;
  let nextN = 1;

  const row = (bytes: Uint8Array): OutboxRow => ({ doc, session, seq: nextSeq++, bytes });
  const keyOf = ({ doc, session, seq }: OutboxRow): OutboxKey => ({ doc, session, seq });

  return {
    get session() {
      return session;
    },
    get isEmpty() {
      return !sealed && verbatim.length + staged.length + fresh.length === 0;
    },
    get isVolatile() {
      return fresh.length > 0;
    },
    get next() {
      return sealed ?? verbatim[0];
    },
    add(update) {
      fresh.push(update);
    },
    adopt(rows) {
      const theirs = rows.filter(({ n }) => n === undefined);
      verbatim.push(...rows.filter((one): one is OutboxRow & { n: number } => one.n !== undefined));
      if (theirs.length === 0) return undefined;
      const ours = theirs.map(({ bytes }) => row(bytes));
      staged.push(...ours);
      return { put: ours, remove: theirs.map(keyOf) };
    },
    stage() {
      if (fresh.length === 0) return undefined;
      const put: OutboxRow[] = [];
      while (fresh.length > 0) {
        const batch = takeBatch(fresh, (bytes) => bytes.length);
        fresh = fresh.slice(batch.length);
        put.push(row(merge(batch)));
      }
      staged.push(...put);
      return { put, remove: [] };
    },
    seal() {
      if (sealed || verbatim.length > 0 || staged.length === 0) return undefined;
      const batch = takeBatch(staged, sizeOf);
      staged = staged.slice(batch.length);
      sealed = { ...row(merge(batch.map(({ bytes }) => bytes))), n: nextN++ };
      return { put: [sealed], remove: batch.map(keyOf) };
    },
    whole() {
      const rows = [...(sealed ? [sealed] : []), ...verbatim, ...staged];
      if (rows.length < 2 || takeBatch(rows, sizeOf).length < rows.length) return undefined;
      return merge(rows.map(({ bytes }) => bytes));
    },
    acknowledge() {
      const done = sealed ?? verbatim.shift();
      sealed = undefined;
      return { put: [], remove: done ? [keyOf(done)] : [] };
    },
    restart(next, diff) {
      const remove = [...(sealed ? [sealed] : []), ...verbatim, ...staged].map(keyOf);
      session = next;
      nextN = 1;
      verbatim = [];
      sealed = undefined;
      staged = diff ? [row(diff)] : [];
      fresh = [];
      return { put: staged, remove };
    },
  };
}

const sizeOf = ({ bytes }: OutboxRow): number => bytes.length;

/** The first of `items` that may be merged, at least one: together they must stay one update the server takes. */
function takeBatch<T>(items: readonly T[], sizeOf: (item: T) => number): T[] {
  let size = 0;
  let count = 0;
  for (const item of items) {
    size += sizeOf(item);
    if (count > 0 && size > MAX_BATCH_BYTES) break;
    count += 1;
  }
  return items.slice(0, count);
}

/** Edits of one document made one after the other join without gaps, so merging them keeps every letter. */
function merge(updates: readonly Uint8Array[]): Uint8Array {
  return updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates as Uint8Array[]);
}
