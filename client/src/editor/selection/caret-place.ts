import { blockLength } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { subtree } from '@weft/shared/model/operations/place';
import { type Point, surfaceOf } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { edgeLine, type OutlineItem } from '../binding/outline.ts';

/** The start of the first text of the page, or of the line that an empty page shows. */
export function firstPoint(binding: BlockBinding): Point | undefined {
  const { page } = binding;
  const blocks = page.children(PAGE);
  if (blocks.length === 0) return { block: binding.emptyLine(PAGE).facts.id, offset: 0 };
  const id = blocks.find((child) => (page.block(child)?.pieces.length ?? 0) > 0);
  return id === undefined ? undefined : { block: id, offset: 0 };
}

/** Where the caret goes when blocks do: to the end of the nearest line above them, else to the start of one below. */
export function pointBeside(binding: BlockBinding, blocks: readonly BlockId[]): Point | undefined {
  const { page } = binding;
  const gone = new Set(blocks.flatMap((block) => subtree(page, block)));
  const surface = surfaceOf(page, blocks[0] ?? PAGE);
  const items = binding.outline(surface);
  const first = items.findIndex(({ facts }) => gone.has(facts.id));
  const lineIn = (entries: readonly OutlineItem[], edge: 'first' | 'last'): BlockId | undefined => {
    for (const item of entries) {
      const line = gone.has(item.facts.id) ? undefined : edgeLine(item, edge);
      if (line !== undefined) return line;
    }
    return undefined;
  };
  const above = lineIn(items.slice(0, Math.max(first, 0)).toReversed(), 'last');
  const block = above === undefined ? undefined : page.block(above);
  if (block) return { block: block.id, offset: blockLength(block) };
  const below = lineIn(items.slice(Math.max(first, 0)), 'first');
  if (below !== undefined) return { block: below, offset: 0 };
  return surface === PAGE ? undefined : { block: binding.emptyLine(surface).facts.id, offset: 0 };
}
