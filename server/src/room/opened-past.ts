import type { DocId } from '@weft/shared/protocol/ids';
import { LogError, type Log, type LogHead } from '../log/log.ts';
import { decodePast, Past } from './past.ts';

/** Rows are replayed in pieces of this many bytes when a room opens. */
const REPLAY_BYTES = 1024 * 1024;

/** A document's head, and what a room knows of the rows up to it. */
export interface OpenedPast {
  readonly head: LogHead;
  readonly past: Past;
}

/**
 * Reads a document's past: what compaction wrote down, and the rows that came since. No document is built, only
 * clocks are counted. Rejects with `LogError`.
 */
export async function openPast(log: Log, doc: DocId): Promise<OpenedPast> {
  const head = await log.head(doc);
  const { epoch, offset: to } = head.cursor;
  const isRecreated = epoch !== head.origin;
  const { offset, digest } = head.base;
  const past = digest ? decodePast(digest, epoch, isRecreated) : new Past(epoch, isRecreated);
  for (let at = offset; at < to;) {
    const rows = await log.read(doc, at, REPLAY_BYTES);
    // Asking again would give the same answer, for ever.
    if (rows.length === 0) throw new LogError('storage');
    for (const row of rows) past.add(row);
    at = rows.at(-1)!.offset;
  }
  return { head, past };
}
