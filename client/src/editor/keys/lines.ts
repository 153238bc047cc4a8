import { type Block, blockLength } from '@weft/shared/model/block';
import { type BlockId, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { Json, Run } from '@weft/shared/model/content';
import {
  type Point,
  type Range,
  replaceRange,
  surfaceOf,
} from '@weft/shared/model/operations/range';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { planRemove } from '@weft/shared/model/operations/remove';
import { COMMON_PROPS } from '@weft/shared/model/registry';
import type { BlockBinding } from '../binding/binding.ts';
import type { OutlineItem } from '../binding/outline.ts';
import { $selectedVoids } from '../binding/points.ts';

/** The entries of a surface before and after a block, as they stand on the screen. */
export function neighbours(
  binding: BlockBinding,
  block: BlockId,
): { readonly above: OutlineItem | undefined; readonly below: OutlineItem | undefined } {
  const items = binding.outline(surfaceOf(binding.page, block));
  const index = items.findIndex(({ facts }) => facts.id === block);
  return { above: items[index - 1], below: items[index + 1] };
}

/** Whether a block is nested under another one, and not merely in a cell or a column. */
export function isNested({ page }: BlockBinding, block: BlockId): boolean {
  const container = page.parent(block) ?? PAGE;
  return container !== surfaceOf(page, block);
}

/** Where a block is among what is shown in its container. */
export function siblingIndex({ page }: BlockBinding, block: BlockId): [ContainerId, number] {
  const container = page.parent(block) ?? PAGE;
  return [container, page.children(container).indexOf(block)];
}

/**
 * Puts `runs` in the place of what is selected, blocks without text at either end of it included; a line of an empty
 * surface in which the selection begins or ends becomes a block first. To be called inside `$run`. Answers where
 * the range begins now.
 */
export function $replaceSelected(
  binding: BlockBinding,
  { from, to }: Range,
  runs: readonly Run[] = [],
): Point {
  const voids = $selectedVoids();
  return binding.writer.group(() => {
    const first = { block: binding.materialize(from.block), offset: from.offset };
    const end = to.block === from.block ? first.block : binding.materialize(to.block);
    replaceRange(binding.writer, { from: first, to: { block: end, offset: to.offset } }, runs);
    removeAlone(binding, voids);
    return first;
  });
}

/** Deletes blocks and nothing of what is nested in them: that takes their place. */
export function removeAlone({ page, writer }: BlockBinding, blocks: readonly BlockId[]): void {
  const shown = blocks.filter((id) => page.block(id) !== undefined);
  writer.commit(shown.flatMap((id) => planRemove(writer, id)));
}

/** What another block of the same type takes over from `block`: its colours. */
export function colorsOf({ props }: Block): { readonly [prop: string]: Json } {
  return Object.fromEntries(
    Object.entries(props).filter(([prop]) => Object.hasOwn(COMMON_PROPS, prop)),
  );
}

/** Puts an empty line of text below a block. */
export function textAfter(binding: BlockBinding, { id }: Pick<Block, 'id'>): Point | undefined {
  const [container, index] = siblingIndex(binding, id);
  const [made] = insertBlocks(binding.writer, [{ type: 'text' }], container, index + 1);
  return made === undefined ? undefined : { block: made, offset: 0 };
}

export function endOf({ page }: BlockBinding, id: BlockId): Point {
  const block = page.block(id);
  return { block: id, offset: block ? blockLength(block) : 0 };
}
