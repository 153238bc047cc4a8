import { type BlockId, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { toPlainText } from '@weft/shared/plain-text';
import {
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $setSelection,
  type ElementNode,
  type RangeSelection,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $isBesideLines, $selectedVoids, $selectionEnds, $selectWhole } from '../binding/points.ts';
import { $isItemNode } from '../binding/surface-rendering.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { removeAlone, siblingIndex } from './lines.ts';
import { $removeBlocks } from '../commands/remove.ts';

/** What the selected blocks say as text, `undefined` if there are none. */
export function $selectedBlocksText({ page }: BlockBinding): string | undefined {
  const ids = $selectedBlocks();
  return ids.length === 0 ? undefined : toPlainText(contentsOf(page, ids));
}

/** Deletes them. Answers whether there are any. */
export function $deleteSelectedBlocks(binding: BlockBinding): boolean {
  const ids = $selectedBlocks();
  if (ids.length === 0) return false;
  $removeBlocks(binding, ids);
  return true;
}

/** Whether blocks are selected and no line of text with them, or the caret is between blocks none of which is text. */
export function $isBesideText(): boolean {
  const selection = $getSelection();
  if ($isRangeSelection(selection)) return $isBesideLines(selection);
  return $selectedBlocks().length > 0;
}

/** Puts a line in the place of such a selection, with `text` in it and the caret behind that; one step with what is typed next. */
export function $replaceBlocks(binding: BlockBinding, text: string): void {
  const selected = $selectedBlocks();
  const ids = selected.length > 0 ? selected : $selectedVoids();
  const { writer } = binding;
  const runs = text === '' ? [] : [{ text, marks: {} }];
  const [container, index] = $placeBesideText(binding, ids[0]);
  $setSelection(null);
  binding.$run(() =>
    writer.group(() => {
      const [block = ''] = insertBlocks(writer, [{ type: 'text', runs }], container, index);
      if (selected.length > 0) removeBlocks(writer, ids);
      else removeAlone(binding, ids);
      return { block, offset: text.length };
    }, text !== ''),
  );
}

/** Selects the block without text that a caret beside it would delete. Answers whether the caret is beside one. */
export function $selectBeside(isBackward: boolean): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || $selectionEnds()) return false;
  const { parent, index } = $caretBesideText(selection);
  const node = parent?.getChildAtIndex(isBackward ? index - 1 : index);
  if ($isItemNode(node)) $selectWhole(node.getKey());
  return true;
}

function $placeBesideText(
  binding: BlockBinding,
  first: BlockId | undefined,
): [ContainerId, number] {
  if (first !== undefined) return siblingIndex(binding, first);
  const selection = $getSelection();
  const { parent, index } = $isRangeSelection(selection)
    ? $caretBesideText(selection)
    : { parent: null, index: 0 };
  const below = parent?.getChildAtIndex(index);
  if ($isItemNode(below)) return siblingIndex(binding, below.facts.id);
  const above = parent?.getChildAtIndex(index - 1);
  if (!$isItemNode(above)) return [PAGE, 0];
  const [container, place] = siblingIndex(binding, above.facts.id);
  return [container, place + 1];
}

/** The surface that the caret is in, and how many blocks are above it. */
function $caretBesideText({ anchor }: RangeSelection): {
  readonly parent: ElementNode | null;
  readonly index: number;
} {
  const node = anchor.getNode();
  if ($isElementNode(node)) return { parent: node, index: anchor.offset };
  return { parent: node.getParent(), index: node.getIndexWithinParent() };
}

/** A letter typed over whole blocks. The browser would do nothing: there is no text that it could go into. */
export function $typeOverBlocks(binding: BlockBinding, event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  const isLetter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;
  if (!isLetter || !$isBesideText()) return false;
  event.preventDefault();
  $replaceBlocks(binding, key);
  return true;
}
