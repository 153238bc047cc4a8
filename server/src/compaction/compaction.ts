import type { Clock } from '@weft/shared/clock';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Log, LogRow } from '../log/log.ts';
import type { Compacted, Compactor } from './compactor.ts';

/** A tail is folded once it has this many rows, whatever their size … */
const MAX_TAIL_ROWS = 5_000;
/** … or this many bytes, and half as many as the state that would be written anew … */
const MIN_TAIL_BYTES = 32 * 1024;
const STATE_SHARE = 1 / 2;
/** … or when nobody has written for a while: what is cold shall cost no memory … */
const IDLE_MS = 30_000;
/** … or when its first row is this old: the journal is cut from its beginning only. */
const MAX_AGE_MS = 10 * 60_000;
/** Share of time that one document's folding may take while people write in it … */
const MAX_SHARE = 1 / 20;
/** … and once nobody has for a moment: whoever opens it next shall find it folded. */
const QUIET_MS = 3_000;
const QUIET_SHARE = 1 / 4;
/** A folding that failed is tried again after this long, and twice as long each time. */
const RETRY_MS = 60_000;
const MAX_RETRY_MS = 24 * 60 * 60_000;
const READ_BYTES = 1024 * 1024;

/** Folds documents' tails in the background. */
export interface Compaction {
  /** A row of `bytes` bytes has been written. */
  changed(doc: DocId, bytes: number): void;
  /** Takes up what earlier lives of the server left. */
  catchUp(): Promise<void>;
  /** Folds what there is of a document now. Rejects with `CompactionError` or `LogError`. */
  compact(doc: DocId): Promise<Compacted | undefined>;
  /** Begins nothing any more. */
  close(): void;
}

export interface CompactionPorts {
  readonly log: Log;
  readonly compactor: Compactor;
  readonly clock: Clock;
  /** Hears what became of each folding. */
  readonly onCompacted: (doc: DocId, compacted: Compacted) => void;
  readonly onFault: (doc: DocId, error: unknown) => void;
}

interface Pending {
  rows: number;
  bytes: number;
  /** Bytes of the state of the last folding; 0 where it is not known. */
  stateBytes: number;
  /** When the first row came that is not folded, and the last one. */
  since: number;
  changedAt: number;
  /** Whether the timer knows that the tail is large. */
  isArmedLarge: boolean | undefined;
  /** Not to be tried before, while people write in it and once nobody does. */
  notBefore: number;
  notBeforeQuiet: number;
  failures: number;
  stop: () => void;
}

/** Decides when which tail is folded. One at a time; documents that people write in are not folded all the time. */
export function createCompaction(ports: CompactionPorts): Compaction {
  const { log, compactor, clock } = ports;
  const pending = new Map<DocId, Pending>();
  let running: Promise<unknown> = Promise.resolve();
  let closed = false;

  function isLarge({ rows, bytes, stateBytes }: Pending): boolean {
    if (rows >= MAX_TAIL_ROWS) return true;
    return bytes >= Math.max(MIN_TAIL_BYTES, stateBytes * STATE_SHARE);
  }

  function dueAt(one: Pending): number {
    if (one.rows === 0) return one.notBefore;
    if (isLarge(one))
      return Math.min(one.notBefore, Math.max(one.notBeforeQuiet, one.changedAt + QUIET_MS));
    return Math.max(one.notBefore, Math.min(one.changedAt + IDLE_MS, one.since + MAX_AGE_MS));
  }

  /** Sets the timer; rows that come before it goes off do not set it anew, for there may be thousands a second. */
  function arm(doc: DocId, one: Pending): void {
    one.stop();
    if (closed) return;
    one.isArmedLarge = isLarge(one);
    one.stop = clock.after(Math.max(0, dueAt(one) - clock.now()), () => {
      if (dueAt(one) > clock.now()) return arm(doc, one);
      // Its rest is over, and nobody wrote meanwhile.
      if (one.rows === 0) return void pending.delete(doc);
      running = running.then(() => run(doc));
    });
  }

  function entryOf(doc: DocId): Pending {
    let one = pending.get(doc);
    if (!one) {
      const now = clock.now();
      one = {
        rows: 0,
        bytes: 0,
        stateBytes: 0,
        since: now,
        changedAt: now,
        isArmedLarge: undefined,
        notBefore: 0,
        notBeforeQuiet: 0,
        failures: 0,
        stop: noop,
      };
      pending.set(doc, one);
    }
    return one;
  }

  async function run(doc: DocId): Promise<void> {
    const began = clock.now();
    const before = pending.get(doc);
    if (closed || !before) return;
    pending.delete(doc);
    try {
      const compacted = await compact(doc);
      if (closed || !compacted) return;
      const rested = entryOf(doc);
      rested.stateBytes = compacted.stateBytes;
      const now = clock.now();
      rested.notBefore = now + (now - began) / MAX_SHARE;
      rested.notBeforeQuiet = now + (now - began) / QUIET_SHARE;
      arm(doc, rested);
    } catch (error) {
      if (closed) return;
      ports.onFault(doc, error);
      const again = entryOf(doc);
      again.rows += before.rows;
      again.bytes += before.bytes;
      again.failures = before.failures + 1;
      again.notBefore = clock.now() + Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** (again.failures - 1));
      again.notBeforeQuiet = again.notBefore;
      arm(doc, again);
    }
  }

  async function compact(doc: DocId): Promise<Compacted | undefined> {
    // What an earlier folding wrote, and a crash kept from being told.
    await log.folded(doc);
    const head = await log.head(doc);
    const to = head.cursor.offset;
    if (to === head.base.offset) return undefined;
    async function* rows(): AsyncGenerator<LogRow[]> {
      for (let at = head.base.offset; at < to;) {
        const read = await log.read(doc, at, READ_BYTES);
        const some = read.filter(({ offset }) => offset <= to);
        if (some.length === 0) return;
        at = some.at(-1)!.offset;
        yield some;
      }
    }
    const compacted = await compactor.compact({ doc, head, rows: rows(), now: clock.now() });
    await log.folded(doc);
    ports.onCompacted(doc, compacted);
    return compacted;
  }

  return {
    changed(doc, bytes) {
      const one = entryOf(doc);
      const now = clock.now();
      if (one.rows === 0) {
        one.since = now;
        one.isArmedLarge = undefined;
      }
      one.rows += 1;
      one.bytes += bytes;
      one.changedAt = now;
      if (one.isArmedLarge === undefined || (!one.isArmedLarge && isLarge(one))) arm(doc, one);
    },
    async catchUp() {
      for (const { doc, rows, bytes } of await log.tails().catch(() => [])) {
        const one = entryOf(doc);
        one.rows += rows;
        one.bytes += bytes;
        arm(doc, one);
      }
    },
    compact: (doc) => {
      const done = running.then(() => compact(doc));
      running = done.catch(() => undefined);
      return done;
    },
    close() {
      closed = true;
      for (const { stop } of pending.values()) stop();
    },
  };
}

function noop(): void {}
