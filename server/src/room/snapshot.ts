import type { Cursor } from '@weft/shared/protocol/cursor';
import type { StoredState } from '../log/log.ts';
import type { Room } from './room.ts';

/** A reader whose rows are folded gets them all the same while they are fewer bytes than this. */
const MAX_FOLDED_BYTES = 64 * 1024;

/** What a reader gets to be up to date: the state, where there is one in it, and the rows after that. */
export interface SnapshotPlan {
  /** The reader's own position, where this log can prove it; otherwise 0. */
  readonly since: number;
  readonly state: StoredState | undefined;
  /** The rows begin after this. */
  readonly rowsAfter: number;
  /** After the last row. */
  readonly to: Cursor;
}

/** Decides what a reader at `since` is sent. Rejects with `Refusal`. */
export async function planSnapshot(room: Room, since: Cursor | undefined): Promise<SnapshotPlan> {
  const to = room.committed;
  const from = since && (await room.knows(since)) ? since.offset : 0;
  const state = await room.state();
  if (!state || from >= state.offset || state.offset > to.offset)
    return { since: from, state: undefined, rowsAfter: from, to };
  if (from > 0) {
    const rows = await room.read(from, MAX_FOLDED_BYTES);
    if (rows.at(-1)!.offset >= state.offset)
      return { since: from, state: undefined, rowsAfter: from, to };
  }
  return { since: from, state, rowsAfter: state.offset, to };
}
