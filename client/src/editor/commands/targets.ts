import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding, Target } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { blocksFromTo } from '../selection/block-range.ts';

/**
 * Runs a command on the blocks that are selected, or else on those that the selection of text touches, without
 * those that are in others of them. The line of an empty surface is made a block first. To be called inside an update.
 */
export function $runOnBlocks(
  binding: BlockBinding,
  command: (blocks: readonly BlockId[]) => Target | undefined | void,
): void {
  binding.$run(() => {
    const blocks = $targetBlocks(binding);
    return blocks.length === 0 ? undefined : command(blocks);
  });
}

function $targetBlocks(binding: BlockBinding): BlockId[] {
  const selected = $selectedBlocks();
  if (selected.length > 0) return selected;
  const ends = $selectionEnds();
  if (!ends) return [];
  const anchor = binding.materialize(ends.anchor.block);
  const isOne = ends.anchor.block === ends.focus.block;
  return blocksFromTo(binding, anchor, isOne ? anchor : binding.materialize(ends.focus.block));
}
