import type { BlockBinding } from '../binding/binding.ts';
import { $lineLength, $select } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';

/** Puts the caret at the end of the last selected block with text. Answers whether there is one. */
export function $editSelected(binding: BlockBinding): boolean {
  const line = $selectedBlocks()
    .map((id) => binding.$lineOf(id))
    .findLast((node) => node !== undefined);
  if (!line) return false;
  const end = $lineLength(line);
  $select(line, end, line, end);
  return true;
}
