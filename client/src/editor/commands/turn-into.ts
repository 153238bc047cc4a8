import { blockLength, typeOf } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import type { Json } from '@weft/shared/model/content';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import type { BlockBinding } from '../binding/binding.ts';
import { $runOnBlocks } from './targets.ts';

/** Turns the blocks into another type of text; several of them become the lines of one code block. */
export function $turnInto(
  binding: BlockBinding,
  type: string,
  props: { readonly [prop: string]: Json } = {},
): void {
  const { page, writer, folding } = binding;
  $runOnBlocks(binding, (blocks) =>
    writer.group(() => {
      const lines = blocks.filter((id) => {
        const block = page.block(id);
        return block !== undefined && typeOf(block).text !== 'none';
      });
      const [first] = lines;
      if (type === 'code' && first !== undefined && lines.length > 1) {
        joinLines(binding, lines);
        turnBlocksInto(writer, [first], type, props);
        return { block: first, offset: 0 };
      }
      // What is a callout already keeps its icon.
      const others = lines.filter((id) => page.block(id)?.type !== type || 'toggle' in props);
      turnBlocksInto(writer, others, type, props);
      // Nothing is hidden by becoming a toggle.
      if (type === 'toggle' || props['toggle'] === true) {
        for (const id of lines) folding.set(id, true);
      }
      return undefined;
    }),
  );
}

/** Several blocks become the lines of the first one; no letter moves. */
function joinLines(
  { page, writer }: BlockBinding,
  [first = '', ...rest]: readonly BlockId[],
): void {
  for (const id of rest) {
    const block = page.block(first);
    if (!block) return;
    insertText(writer, first, blockLength(block), [{ text: '\n', marks: {} }]);
    mergeBlocks(writer, first, id);
  }
}
