import { blockRuns, sliceRuns } from '@weft/shared/model/block';
import { NO_MARKS } from '@weft/shared/model/marks';
import { planDeleteText, planInsertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';
import type { Found } from './find-text.ts';

/**
 * Puts a text in the place of what was found, with the marks of the first letter of each, as one step. To be called inside
 * an update; the places must be those of the page as it is.
 */
export function $replaceFound(
  binding: BlockBinding,
  found: readonly Found[],
  replacement: string,
): void {
  const { page, writer } = binding;
  binding.$run(() =>
    writer.group(() => {
      // From the end, so that the places before stay what they are.
      for (const { block: id, from, to } of found.toReversed()) {
        const block = page.block(id);
        if (!block) continue;
        const [replaced] = sliceRuns(blockRuns(block), from, to);
        const runs = [{ text: replacement, marks: replaced?.marks ?? NO_MARKS }];
        writer.commit([
          ...planDeleteText(page, id, from, to),
          ...(replacement === '' ? [] : planInsertText(page, id, from, runs)),
        ]);
      }
    }),
  );
}
