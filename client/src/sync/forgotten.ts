import { sameBytes } from '@weft/shared/codec/bytes';
import { parseCursor } from '@weft/shared/protocol/cursor';
import { bytesOf } from './inbox.ts';
import type { Heard, Snapshot } from './ports.ts';
import type { AcknowledgedRow } from './state.ts';

/**
 * Whether a stream or snapshot shows that the server no longer has a row it acknowledged. A cursor proves
 * only what lies before it; an acknowledged row may lie beyond, and a disk that was rolled back in between
 * gives its place to somebody else.
 *
 * @param acknowledged the newest row when the stream or snapshot was asked for: a later one may overtake it
 */
export type Forgotten<T> = (seen: T, acknowledged: AcknowledgedRow | undefined) => boolean;

/** Everything was sent, and the row was not reached. */
export const liveHasForgotten: Forgotten<Extract<Heard, { name: 'live' }>> = (
  live,
  acknowledged,
) => {
  const head = parseCursor(live.cursor);
  if (!acknowledged || head?.epoch !== acknowledged.cursor.epoch) return false;
  return head.offset < acknowledged.cursor.offset;
};

/** The row's place is taken by other bytes; our own come back without any, or as they are. */
export const updatesHaveForgotten: Forgotten<Extract<Heard, { name: 'updates' }>> = (
  { cursor: text, updates },
  acknowledged,
) => {
  const cursor = parseCursor(text);
  if (!acknowledged || cursor?.epoch !== acknowledged.cursor.epoch) return false;
  const first = cursor.offset - updates.length + 1;
  const row = updates[acknowledged.cursor.offset - first];
  if (row === undefined || row === null) return false;
  try {
    return !sameBytes(bytesOf(row), acknowledged.bytes);
  } catch {
    return true;
  }
};

/** The row's place is taken by other bytes, or was not reached; or it is in a state, where nobody can tell it. */
export const snapshotHasForgotten: Forgotten<Snapshot> = (
  { cursor, since, stateOffset, frames },
  acknowledged,
) => {
  if (!acknowledged || cursor.epoch !== acknowledged.cursor.epoch) return false;
  const { offset } = acknowledged.cursor;
  if (offset <= since) return false;
  if (offset > cursor.offset) return true;
  if (stateOffset !== undefined && offset <= stateOffset) return true;
  const frame = frames[stateOffset === undefined ? offset - since - 1 : offset - stateOffset];
  return frame?.kind === 'update' && !sameBytes(frame.bytes, acknowledged.bytes);
};
