import type { Cursor } from '@weft/shared/protocol/cursor';
import type { SpaceId } from '@weft/shared/protocol/ids';
import { MAX_FOLLOW_CHANGES } from '@weft/shared/protocol/limits';
import type { ChangeRow, Pages } from './pages.ts';

/** Where a reader of a space stands. */
export type SpaceBacklog =
  /** It has all there is. */
  | { readonly kind: 'none'; readonly head: Cursor }
  | { readonly kind: 'rows'; readonly rows: readonly ChangeRow[]; readonly cursor: Cursor }
  /** They are more than a follower is sent, or are not kept any more: the pages are read anew. */
  | { readonly kind: 'behind' };

/** What came in a space after `position`; `undefined` where there is no such space. */
export async function readSpaceBacklog(
  pages: Pages,
  space: SpaceId,
  position: number,
): Promise<SpaceBacklog | undefined> {
  // In this order: changes that come in between are among the rows.
  const head = await pages.head(space);
  if (!head) return undefined;
  const rows = await pages.changes(space, position, MAX_FOLLOW_CHANGES + 1);
  const last = rows.at(-1);
  if (!last) return position >= head.offset ? { kind: 'none', head } : { kind: 'behind' };
  if (rows.length > MAX_FOLLOW_CHANGES || rows[0]!.offset !== position + 1)
    return { kind: 'behind' };
  return { kind: 'rows', rows, cursor: { epoch: head.epoch, offset: last.offset, tag: last.tag } };
}
