import type { DocId } from '@weft/shared/protocol/ids';
import type { PositionSource } from '@weft/shared/model/position';
import { ancestry, type PageNode } from '@weft/shared/pages/page-tree';
import type { PageForest } from './page-forest.ts';

/** Where a page goes: in a page or at the top, and between which siblings. */
export interface TreePlace {
  readonly parent: DocId | null;
  /** The page that it comes after; `null` for the first place. */
  readonly after: DocId | null;
}

/**
 * A position for a place.
 *
 * @param moving the page that goes there, which is in nobody's way
 */
export function positionAt(
  forest: PageForest,
  positions: PositionSource,
  { parent, after }: TreePlace,
  moving?: DocId,
): string {
  const all = forest.childrenOf(parent);
  const siblings = all.filter(({ id }) => id !== moving);
  // After itself is where it is.
  const last = after === moving ? all[all.findIndex(({ id }) => id === after) - 1]?.id : after;
  const before = siblings.find(({ id }) => id === last)?.position;
  // Two who chose the same position stand side by side, and nothing fits between them.
  const next = siblings.find(({ position }) => before === undefined || position > before)?.position;
  return positions.between(before, next);
}

/** The last place in a page, or at the top. */
export function lastPlaceIn(forest: PageForest, parent: DocId | null): TreePlace {
  return { parent, after: forest.childrenOf(parent).at(-1)?.id ?? null };
}

/** Whether a page can lie there: not in itself, and not in what lies in it. */
export function fits(forest: PageForest, page: DocId, { parent }: TreePlace): boolean {
  if (parent === null) return true;
  for (const { id } of ancestry(forest, parent)) if (id === page) return false;
  return forest.isShown(parent);
}

/** Where keys move a page; `undefined` where there is no such place. */
export function placeByKey(
  forest: PageForest,
  page: PageNode,
  way: 'up' | 'down' | 'in' | 'out',
): TreePlace | undefined {
  const siblings = forest.shownIn(page.parent);
  const at = siblings.findIndex(({ id }) => id === page.id);
  const before = siblings[at - 1];
  switch (way) {
    case 'up':
      return before && { parent: page.parent, after: siblings[at - 2]?.id ?? null };
    case 'down': {
      const next = siblings[at + 1];
      return next && { parent: page.parent, after: next.id };
    }
    case 'in':
      return before && lastPlaceIn(forest, before.id);
    case 'out': {
      const outer = page.parent === null ? undefined : forest.get(page.parent);
      return outer && { parent: outer.parent, after: outer.id };
    }
  }
}

/**
 * Where a page lands that is dropped between two lines: as deep as it is held, as far as that can be.
 *
 * @param above the line above the gap, `below` the one below it; absent at the ends
 * @param level how deep it is held, 1 at the top
 */
export function placeInGap(
  forest: PageForest,
  { above, below }: { above?: GapLine | undefined; below?: GapLine | undefined },
  level: number,
): TreePlace {
  if (!above) return { parent: null, after: null };
  // Below an open page there are its pages: the gap is before the first of them.
  if (below && below.level > above.level) return { parent: above.page.id, after: null };
  const deepest = above.level + 1;
  const wanted = Math.min(deepest, Math.max(level, below?.level ?? 1));
  if (wanted === deepest) return lastPlaceIn(forest, above.page.id);
  let after: PageNode = above.page;
  for (let at = above.level; at > wanted; at--) after = forest.get(after.parent!)!;
  return { parent: after.parent, after: after.id };
}

interface GapLine {
  readonly page: PageNode;
  readonly level: number;
}
