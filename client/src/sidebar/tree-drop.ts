import type { DocId } from '@weft/shared/protocol/ids';
import type { PageForest } from '../tree/page-forest.ts';
import { fits, lastPlaceIn, placeInGap, type TreePlace } from '../tree/tree-places.ts';
import type { TreeLine } from '../tree/tree-rows.ts';

/** Where a dragged page would land, and how that is shown. */
export interface TreeDrop {
  readonly place: TreePlace;
  /** In the page of a line, or between lines: before the line `index`, as deep as `level`. */
  readonly mark:
    | { readonly kind: 'in'; readonly page: DocId }
    | { readonly kind: 'gap'; readonly index: number; readonly level: number };
}

/** A pointer over the lines: how many lines down, and how many levels in. */
export interface TreePoint {
  readonly lines: number;
  readonly level: number;
}

/** The middle of a line is the page itself; what is above and below, the gaps between lines. */
const EDGE = 0.28;

/** Where a page lands that is dropped at a point; `undefined` where it cannot lie. */
export function dropAt(
  forest: PageForest,
  lines: readonly TreeLine[],
  moving: DocId,
  { lines: down, level }: TreePoint,
): TreeDrop | undefined {
  const at = Math.floor(down);
  const line = lines[at];
  const within = down - at;
  if (line && within > EDGE && within < 1 - EDGE) {
    const { id } = line.page;
    const place = lastPlaceIn(forest, id);
    return fits(forest, moving, place) ? { place, mark: { kind: 'in', page: id } } : undefined;
  }
  const index = Math.max(0, Math.min(lines.length, within < 0.5 ? at : at + 1));
  const gap = { above: lines[index - 1], below: lines[index] };
  const place = placeInGap(forest, gap, level);
  if (!fits(forest, moving, place)) return undefined;
  return { place, mark: { kind: 'gap', index, level: levelOf(lines, place) } };
}

function levelOf(lines: readonly TreeLine[], { parent }: TreePlace): number {
  return parent === null ? 1 : lines.find(({ page }) => page.id === parent)!.level + 1;
}
