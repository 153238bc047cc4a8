import type { ErrorCode } from '@weft/shared/protocol/errors';
import * as Y from 'yjs';
import type { Core } from './core.ts';
import type { CopyWriter } from './ports.ts';
import { isProven } from './state.ts';

/** A document that changes all the time is written this often, milliseconds. */
const WRITE_EVERY_MS = 1_000;
/** What comes to a document is added behind it until it is as much as the document, or this much, bytes. */
const LEAST_FOLD = 64 * 1024;

/** After these a reader may not have the document any more; after others what is here may be all that is left of it. */
const WITHDRAWN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['document-deleted', 'forbidden']);

/**
 * Keeps the document on this device. What is kept holds all that the server had at its cursor, and no edit that is not
 * in the outbox or on the server as well: so it can be gone on from like from a break of the connection.
 */
export interface CopyKeeper {
  /** Brings the document to what this device has of it, or to its beginning; resolves once it has looked. Never rejects. */
  load(): Promise<void>;
  /** Notes what came to the document, or was done to it. */
  record(updates: readonly Uint8Array[]): void;
  /** The link has moved: perhaps its reader may not have the document any more. */
  look(): void;
  /** Writes what is to be written, if it may be; resolves when that is done. */
  leave(): Promise<void>;
}

export function createCopyKeeper({ id, doc, ports, state, apply }: Core): CopyKeeper {
  const { copies, beginning, clock, onFault = () => undefined } = ports;
  const waiting = new AbortController();
  let writer: CopyWriter | undefined;
  let fresh: Uint8Array[] = [];
  /** How much the whole is that we have written, and what was added behind it; nothing before the first time. */
  let folded: { whole: number; tail: number } | undefined;
  let stopTimer: (() => void) | undefined;
  let running: Promise<void> = Promise.resolve();
  let isOver = false;
  let isWithdrawn = false;

  function keep(): void {
    if (writer || !copies) return;
    copies.keep(id, waiting.signal).then((granted) => {
      if (isOver) return granted.release();
      writer = granted;
      return later();
    }, onFault);
  }

  function later(): void {
    if (isOver || !writer || fresh.length === 0) return;
    stopTimer ??= clock.after(WRITE_EVERY_MS, () => {
      stopTimer = undefined;
      write();
      later();
    });
  }

  function write(): void {
    const { cursor } = state;
    if (!writer || !cursor || fresh.length === 0 || !isProven(state) || isWithdrawn) return;
    const to = writer;
    const updates = fresh;
    fresh = [];
    const size = updates.reduce((sum, { length }) => sum + length, 0);
    // Until we have written the whole, what is there is somebody else's.
    const isAdded = folded && folded.tail + size <= Math.max(LEAST_FOLD, folded.whole);
    const whole = isAdded ? undefined : Y.encodeStateAsUpdate(doc);
    folded = whole ? { whole: whole.length, tail: 0 } : { ...folded!, tail: folded!.tail + size };
    running = running
      .then(() => (whole ? to.replace(whole, cursor) : to.append(updates, cursor)))
      .catch((error: unknown) => {
        // What is there may be from before; the next time it is the whole.
        folded = undefined;
        onFault(error);
      });
  }

  return {
    async load() {
      const copy = await copies?.load(id).catch(onFault);
      if (isOver || (!copy && !beginning)) return;
      // What is kept already, or the same for everybody, is no news.
      const news = fresh;
      fresh = [];
      apply(copy?.updates ?? (beginning === 'empty' ? [] : [beginning!]));
      fresh = news;
      state.cursor = copy?.cursor;
      state.synced = true;
    },
    record(updates) {
      if (!copies || isOver) return;
      fresh.push(...updates);
      keep();
      later();
    },
    look() {
      const { link } = state;
      if (link.phase === 'live') isWithdrawn = false;
      if (link.phase !== 'blocked' || !WITHDRAWN.has(link.why)) return;
      isWithdrawn = true;
      fresh = [];
      folded = undefined;
      void running.then(() => copies?.remove(id)).catch(onFault);
    },
    async leave() {
      if (isOver) return running;
      write();
      isOver = true;
      stopTimer?.();
      waiting.abort();
      await running;
      writer?.release();
    },
  };
}
