import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { setProps } from '@weft/shared/model/operations/set-props';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { blockTypeOf } from '@weft/shared/model/registry';
import type { BlockBinding } from '../binding/binding.ts';

/** What is said about the thing shown, and not about how: all of it goes when another one takes its place. */
const OF_ANOTHER = ['shownWidth', 'alt'];

/**
 * Gives a block of media what it shows, and puts what does not fit into it below. The caption stays; the block becomes what
 * the first of `contents` is. Selects nothing. To be called inside an update.
 */
export function $fillMedia(
  binding: BlockBinding,
  block: BlockId,
  contents: readonly BlockContent[],
): void {
  const { page, writer } = binding;
  const [first, ...rest] = contents;
  const shown = page.block(block);
  if (!first || !shown) return;
  binding.$run(() =>
    writer.group(() => {
      if (shown.type !== first.type) turnBlocksInto(writer, [block], first.type);
      const cleared = Object.keys(blockTypeOf(first.type).props)
        .filter((prop) => !OF_ANOTHER.includes(prop) || shown.props['source'] !== undefined)
        .map((prop) => [prop, undefined]);
      setProps(writer, [block], { ...Object.fromEntries(cleared), ...first.props });
      const container = page.parent(block) ?? PAGE;
      const index = page.children(container).indexOf(block) + 1;
      if (rest.length > 0) insertBlocks(writer, rest, container, index);
    }),
  );
}
