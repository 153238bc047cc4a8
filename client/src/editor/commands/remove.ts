import type { BlockId } from '@weft/shared/model/block-id';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { $setSelection } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { firstPoint, pointBeside } from '../selection/caret-place.ts';

/** Deletes blocks with all that is in them; the caret goes to the line above. */
export function $removeBlocks(binding: BlockBinding, blocks: readonly BlockId[]): void {
  binding.$run(() => {
    const beside = pointBeside(binding, blocks);
    $setSelection(null);
    removeBlocks(binding.writer, blocks);
    return beside ?? firstPoint(binding);
  });
}
