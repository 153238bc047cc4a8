import { type Block, blockLength, blockRuns, propValue, typeOf } from '@weft/shared/model/block';
import { isCaptioned } from '@weft/shared/model/captioned';
import { runsText } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { moveBlocks } from '@weft/shared/model/operations/move';
import type { Point } from '@weft/shared/model/operations/range';
import { setProps } from '@weft/shared/model/operations/set-props';
import { splitBlock, type Tail } from '@weft/shared/model/operations/split';
import { deleteText, insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import type { BlockBinding } from '../binding/binding.ts';
import { isToggle } from '../binding/folding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { CHOOSE_ICON_COMMAND } from '../commands/choose-icon.ts';
import { $fold } from '../commands/fold.ts';
import { nest } from '../commands/nest.ts';
import { $enterInCell } from './enter-in-cell.ts';
import { $replaceSelected, colorsOf, isNested, siblingIndex, textAfter } from './lines.ts';

/** Types whose empty block is turned into plain text by Enter, rather than followed by another one. */
const ENDED_BY_ENTER = new Set([
  'bulleted',
  'numbered',
  'todo',
  'toggle',
  'quote',
  'callout',
  'heading1',
  'heading2',
  'heading3',
]);

/** Enter: what is selected goes, and a new block begins. */
export function $enter(binding: BlockBinding): void {
  const ends = $selectionEnds();
  if (!ends) return;
  const { from, to } = $orderedEnds(ends);
  if ($enterInCell(binding, from.block, to.block)) return;
  binding.$run(() =>
    binding.writer.group(() => {
      const { block, offset } = $replaceSelected(binding, { from, to });
      return newBlock(binding, block, offset);
    }),
  );
}

function newBlock(binding: BlockBinding, id: string, offset: number): Point | undefined {
  const { page, writer } = binding;
  const block = page.block(id);
  if (!block) return undefined;
  const length = blockLength(block);
  if (block.type === 'code') return newCodeLine(binding, block, offset);
  if (isCaptioned(block) || block.type === 'equation') return textAfter(binding, block);
  if (length === 0) {
    if (isNested(binding, id) && nest(binding, [id], 'out')) return { block: id, offset: 0 };
    if (ENDED_BY_ENTER.has(block.type)) {
      turnBlocksInto(writer, [id], 'text', { toggle: false });
      return { block: id, offset: 0 };
    }
  }
  if (offset === 0 && length > 0) {
    // The text keeps its block: what is new is the empty line above it.
    const [container, index] = siblingIndex(binding, id);
    const { type, props = {} } = another(block);
    const { start } = block.props;
    if (start === undefined) insertBlocks(writer, [{ type, props }], container, index);
    else {
      // The list begins with the same number, which is now that of the new line.
      insertBlocks(writer, [{ type, props: { ...props, start } }], container, index);
      setProps(writer, [id], { start: undefined });
    }
    return { block: id, offset: 0 };
  }
  const hidden = isToggle(block) && !binding.folding.isOpen(id) ? page.children(id) : [];
  const made = splitBlock(writer, id, offset, tailOf(binding, block, offset >= length));
  // What is hidden in a closed toggle stays in it.
  if (hidden.length > 0) moveBlocks(writer, hidden, id, 0);
  return made === undefined ? undefined : { block: made, offset: 0 };
}

/** What the second part of a block becomes. */
function tailOf({ page, folding }: BlockBinding, block: Block, isEnd: boolean): Tail {
  const isOpen = isToggle(block) && folding.isOpen(block.id);
  if (isOpen || block.type === 'callout') return { type: 'text', nested: true };
  const hasNested = typeOf(block).holds === 'blocks' && page.children(block.id).length > 0;
  return { ...another(block), nested: isEnd && hasNested && !isToggle(block) };
}

/** Lists and quotes go on in their colours, and lists with their kind of numbers; headings do not. */
function another(block: Block): Pick<Tail, 'type' | 'props'> {
  const { type } = block;
  if (type.startsWith('heading')) return { type: 'text' };
  const { style } = block.props;
  const isStyled = type === 'numbered' && style !== undefined;
  return { type, props: { ...colorsOf(block), ...(isStyled && { style }) } };
}

/** A line of code begins as far in as the one before; a third empty one at the end leaves the code. */
function newCodeLine(binding: BlockBinding, block: Block, offset: number): Point | undefined {
  const { writer } = binding;
  const text = runsText(blockRuns(block));
  const [blank] = /\n[\t ]*\n[\t ]*$/.exec(text) ?? [];
  if (offset === text.length && blank !== undefined) {
    deleteText(writer, block.id, text.length - blank.length, text.length);
    return textAfter(binding, block);
  }
  const [indentation = ''] =
    /^[\t ]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1)) ?? [];
  const added = `\n${indentation.slice(0, offset - text.lastIndexOf('\n', offset - 1) - 1)}`;
  insertText(writer, block.id, offset, [{ text: added, marks: {} }]);
  return { block: block.id, offset: offset + added.length };
}

/** Mod+Enter: ticks to-dos, opens and closes toggles, chooses icons, leaves code. Answers whether there was anything to do. */
export function $modEnter(binding: BlockBinding): boolean {
  const focus = $selectionEnds()?.focus.block;
  const blocks = [...$selectedBlocks(), ...(focus === undefined ? [] : [focus])].flatMap(
    (id) => binding.page.block(id) ?? [],
  );
  const todos = blocks.filter(({ type }) => type === 'todo');
  const [first] = todos;
  if (first) {
    const checked = propValue(first, 'checked') !== true;
    const ids = todos.map(({ id }) => id);
    binding.$run(() => turnBlocksInto(binding.writer, ids, 'todo', { checked }));
    return true;
  }
  const toggles = blocks.filter(isToggle);
  if (toggles.length > 0) {
    $fold(binding, toggles, !toggles.every(({ id }) => binding.folding.isOpen(id)));
    return true;
  }
  const callouts = blocks.filter(({ type }) => type === 'callout').map(({ id }) => id);
  if (callouts.length > 0) return binding.editor.dispatchCommand(CHOOSE_ICON_COMMAND, callouts);
  const code = blocks.find(({ type }) => type === 'code');
  if (!code || focus === undefined) return false;
  binding.$run(() => textAfter(binding, code));
  return true;
}

/** Ticks a to-do, or takes the tick away. */
export function $tick(binding: BlockBinding, block: Block): void {
  const checked = propValue(block, 'checked') !== true;
  binding.$run(() => turnBlocksInto(binding.writer, [block.id], 'todo', { checked }));
}
