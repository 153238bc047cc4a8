import type { Inline } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { planInsertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';

/** Puts letters, or an object and a space, into a line. To be called inside `$run`; answers where the caret goes. */
export function insertInline(
  { page, writer }: BlockBinding,
  { block, offset }: Point,
  made: string | Inline,
): Point {
  const runs =
    typeof made === 'string'
      ? [{ text: made, marks: {} }]
      : [
          { inline: made, marks: {} },
          { text: ' ', marks: {} },
        ];
  writer.commit(planInsertText(page, block, offset, runs));
  return { block, offset: offset + (typeof made === 'string' ? made.length : 2) };
}
