import type { BlockId } from '@weft/shared/model/block-id';
import { duplicateBlocks } from '@weft/shared/model/operations/copy';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $selectBlocks, $selectedBlocks } from '../binding/whole-blocks.ts';
import { $runOnBlocks } from './targets.ts';

/** Puts copies of the blocks below them. They are selected then, or the caret is where it was, in the copy. */
export function $duplicate(binding: BlockBinding): void {
  let copies: readonly BlockId[] = [];
  const isWhole = $selectedBlocks().length > 0;
  $runOnBlocks(binding, (blocks) => {
    const caret = $selectionEnds()?.focus;
    copies = duplicateBlocks(binding.writer, blocks);
    const copy = copies[blocks.indexOf(caret?.block ?? '')];
    return isWhole || !caret || copy === undefined ? undefined : { ...caret, block: copy };
  });
  if (isWhole) $selectBlocks(binding.keys, copies);
}
