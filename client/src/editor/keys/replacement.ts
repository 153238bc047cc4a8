import { blockRuns, sliceRuns } from '@weft/shared/model/block';
import { NO_MARKS } from '@weft/shared/model/marks';
import { planDeleteText, planInsertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectedVoids, $selectionEnds } from '../binding/points.ts';

/**
 * Puts what a spell checker or an autocorrection says in the place of the selected letters, with the marks of the first of
 * them, as if it had been typed. Answers false, and changes nothing, if that is no change within a line.
 */
export function $replaceWord(binding: BlockBinding, word: string): boolean {
  const ends = $selectionEnds();
  if (!ends || $selectedVoids().length > 0) return false;
  const { from, to } = $orderedEnds(ends);
  if (from.block !== to.block || from.offset === to.offset) return false;
  const { page, writer } = binding;
  binding.$run(() => {
    const block = page.block(from.block);
    const [replaced] = block ? sliceRuns(blockRuns(block), from.offset, to.offset) : [];
    const runs = [{ text: word, marks: replaced?.marks ?? NO_MARKS }];
    const edits = [
      ...planDeleteText(page, from.block, from.offset, to.offset),
      ...(word === '' ? [] : planInsertText(page, from.block, from.offset, runs)),
    ];
    writer.commit(edits, writer.typing);
    return { block: from.block, offset: from.offset + word.length };
  });
  return true;
}
