import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { SpaceId } from '@weft/shared/protocol/ids';
import { MAX_FOLLOW_CHANGES } from '@weft/shared/protocol/limits';
import { spaceTopic } from '@weft/shared/protocol/topic';
import type { ChangeRow, SpaceChanges } from './pages.ts';

/** Changes of a space as they are published: encoded once, however many follow. */
export interface SpaceMessage {
  /** Offset of the first of them; 0 where they are too many to be sent. */
  readonly from: number;
  readonly cursor: Cursor;
  readonly encoded: Buffer;
}

/** As many as a follower is sent; of more it hears that there is something, and reads as far as that goes. */
export function spaceMessage({ space, cursor, rows }: SpaceChanges): SpaceMessage {
  if (rows.length > MAX_FOLLOW_CHANGES) return { from: 0, cursor, encoded: Buffer.alloc(0) };
  const encoded = Buffer.from(encodeEvent(changesEvent(space, cursor, rows)));
  return { from: rows[0]!.offset, cursor, encoded };
}

/** A `pages` event. */
export function changesEvent(
  space: SpaceId,
  cursor: Cursor,
  rows: readonly ChangeRow[],
): Extract<Down, { name: 'pages' }> {
  return {
    name: 'pages',
    doc: spaceTopic(space),
    cursor: formatCursor(cursor),
    pages: rows.map(({ change }) => change),
  };
}
