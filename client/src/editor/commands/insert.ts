import { isEmptyText } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import type { Point } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { blockTypeOf } from '@weft/shared/model/registry';
import { surfaceOf } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { isToggle } from '../binding/folding.ts';
import { edgeLine } from '../binding/outline.ts';

/**
 * Puts a new block where `block` is if that is an empty line of text, and below it otherwise. To be called inside `$run`.
 * Answers where the caret goes: into it, or into the line after a block that has no text.
 */
export function insertAt(
  binding: BlockBinding,
  block: BlockId,
  content: BlockContent,
): Point | undefined {
  const { page, writer, folding } = binding;
  const at = page.block(block);
  if (!at) return undefined;
  return writer.group(() => {
    const isPlace = at.type === 'text' && isEmptyText(at);
    const isText = blockTypeOf(content.type).text !== 'none' && !content.children && !content.table;
    if (isPlace && isText) {
      turnBlocksInto(writer, [block], content.type, content.props);
      if (content.type === 'toggle' || content.props?.['toggle'] === true) folding.set(block, true);
      return { block, offset: 0 };
    }
    const container = page.parent(block) ?? PAGE;
    const index = page.children(container).indexOf(block);
    const isReplaced = isPlace && page.children(block).length === 0;
    const [made] = insertBlocks(writer, [content], container, index + 1);
    if (made === undefined) return undefined;
    const shown = page.block(made);
    if (shown && isToggle(shown)) folding.set(made, true);
    if (isReplaced) removeBlocks(writer, [block]);
    const line = firstLineOf(binding, made);
    if (line !== undefined) return { block: line, offset: 0 };
    const [next] = page.children(container).slice(page.children(container).indexOf(made) + 1);
    const below = next === undefined ? undefined : page.block(next);
    if (below && below.pieces.length > 0) return { block: below.id, offset: 0 };
    const place = page.children(container).indexOf(made) + 1;
    const [after = ''] = insertBlocks(writer, [{ type: 'text' }], container, place);
    return { block: after, offset: 0 };
  });
}

/** An empty line below a block, or above it, unless it is one itself. To be called inside `$run`; answers where it is. */
export function addLine(binding: BlockBinding, block: BlockId, above: boolean): Point | undefined {
  const { page, writer } = binding;
  // An empty column or cell shows a line that is not in the page yet, and is the one to write in.
  if (binding.isEmptyLine(block)) return { block: binding.materialize(block), offset: 0 };
  const at = page.block(block);
  if (at?.type === 'text' && isEmptyText(at)) return { block, offset: 0 };
  const container = page.parent(block) ?? PAGE;
  const index = page.children(container).indexOf(block) + (above ? 0 : 1);
  const [made] = insertBlocks(writer, [{ type: 'text' }], container, index);
  return made === undefined ? undefined : { block: made, offset: 0 };
}

/** The first line in a block that was just put in, a layout perhaps. */
function firstLineOf(binding: BlockBinding, made: BlockId): BlockId | undefined {
  const items = binding.outline(surfaceOf(binding.page, made));
  const item = items.find(({ facts }) => facts.id === made);
  return item && edgeLine(item, 'first');
}
