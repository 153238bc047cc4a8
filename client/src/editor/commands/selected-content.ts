import { blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { type BlockId, cellParts, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { textIn } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectedVoids, $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';

/** What is selected, as blocks: whole ones, or those of a selection of text, cut off at both ends of it. */
export function $selectedContent({ page }: BlockBinding): BlockContent[] {
  const whole = $selectedBlocks();
  if (whole.length > 0) return contentsOf(page, whole);
  const ends = $selectionEnds();
  if (!ends) return [];
  const range = $orderedEnds(ends);
  const parts = new Map(textIn(page, range).map((part) => [part.block, part]));
  const voids = new Set($selectedVoids());
  const isIn = (id: BlockId): boolean => parts.has(id) || voids.has(id);
  const contentOf = (id: BlockId): BlockContent[] => {
    const block = page.block(id);
    if (!block) return [];
    const { holds, role } = typeOf(block);
    if (role === 'part') return [];
    if (holds === 'table' || holds === 'columns') return contentsOf(page, [id]);
    const part = parts.get(id);
    const runs = part ? sliceRuns(blockRuns(block), part.from, part.to) : blockRuns(block);
    const children = page.children(id).filter(isIn).flatMap(contentOf);
    const { type, props } = block;
    // Some letters of a line are letters, wherever they are pasted.
    const isPiece = parts.size === 1;
    return [
      {
        ...(isPiece ? { type: 'text' } : { type, props }),
        ...(runs.length > 0 && { runs }),
        ...(children.length > 0 && { children }),
      },
    ];
  };
  const isNested = (id: BlockId): boolean => {
    const container = page.parent(id);
    if (container === undefined || container === PAGE) return false;
    const holder = cellParts(container)?.[0] ?? container;
    return isIn(holder) || isNested(holder);
  };
  return [...new Set([...parts.keys(), ...voids])].filter((id) => !isNested(id)).flatMap(contentOf);
}
