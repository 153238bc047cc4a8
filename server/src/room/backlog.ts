import type { Cursor } from '@weft/shared/protocol/cursor';
import { MAX_FOLLOW_BACKLOG_BYTES } from '@weft/shared/protocol/limits';
import type { LogRow } from '../log/log.ts';
import type { Room } from './room.ts';

/** Rows that a reader lacks, and the position after them. */
export interface Backlog {
  readonly rows: readonly LogRow[];
  readonly cursor: Cursor;
}

/**
 * The rows after `position`, of which there are some. `undefined` where they are more than a follower is sent:
 * bulk travels as a snapshot. Rejects with `Refusal`, and where the log lacks what was committed.
 */
export async function readBacklog(
  { committed, read }: Pick<Room, 'committed' | 'read'>,
  position: number,
): Promise<Backlog | undefined> {
  const rows = await read(position, MAX_FOLLOW_BACKLOG_BYTES);
  const last = rows.at(-1);
  // Asking again would give the same answer, for ever.
  if (!last) throw new Error('the log lacks what was committed');
  const size = rows.reduce((sum, { bytes }) => sum + bytes.length, 0);
  // A single row that large is all there is to send: a snapshot would not be smaller.
  const isMore = rows.length > 1 || last.offset < committed.offset;
  if (isMore && size > MAX_FOLLOW_BACKLOG_BYTES) return undefined;
  return { rows, cursor: { epoch: committed.epoch, offset: last.offset, tag: last.tag } };
}
