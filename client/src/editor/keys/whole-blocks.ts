import type { BlockId } from '@weft/shared/model/block-id';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { toPlainText } from '@weft/shared/plain-text';
import { $getSelection, $isNodeSelection, $setSelection } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectedVoids, $selectionEnds } from '../binding/points.ts';
import { $isItemNode } from '../binding/surface-rendering.ts';
import { edgeLine, endOf, firstPoint, neighbours, removeAlone, siblingIndex } from './lines.ts';

/** Blocks that are selected as a whole, as a press on an image does. */
export function $selectedBlocks(): BlockId[] {
  const selection = $getSelection();
  if (!$isNodeSelection(selection)) return [];
  return selection.getNodes().flatMap((node) => ($isItemNode(node) ? [node.facts.id] : []));
}

/** What they say as text, `undefined` if there are none. */
export function $selectedBlocksText({ page }: BlockBinding): string | undefined {
  const ids = $selectedBlocks();
  return ids.length === 0 ? undefined : toPlainText(contentsOf(page, ids));
}

/** Deletes them. Answers whether there are any. */
export function $deleteSelectedBlocks(binding: BlockBinding): boolean {
  const ids = $selectedBlocks();
  const [first] = ids;
  if (first === undefined) return false;
  const { above, below } = neighbours(binding, first);
  const next = (above && edgeLine(above, 'last')) ?? (below && edgeLine(below, 'first'));
  $setSelection(null);
  binding.$run(() => {
    removeBlocks(binding.writer, ids);
    return next === undefined ? firstPoint(binding) : endOf(binding, next);
  });
  return true;
}

/** Whether blocks are selected, and no line of text with them. */
export function $isWholeBlocks(): boolean {
  return $selectedBlocks().length > 0 || (!$selectionEnds() && $selectedVoids().length > 0);
}

/** Puts a line in the place of such a selection, with `text` in it and the caret behind that. */
export function $replaceBlocks(binding: BlockBinding, text: string): void {
  const selected = $selectedBlocks();
  const ids = selected.length > 0 ? selected : $selectedVoids();
  const [first] = ids;
  if (first === undefined) return;
  const { writer } = binding;
  const runs = text === '' ? [] : [{ text, marks: {} }];
  $setSelection(null);
  binding.$run(() =>
    writer.group(() => {
      const [container, index] = siblingIndex(binding, first);
      const [block = ''] = insertBlocks(writer, [{ type: 'text', runs }], container, index);
      if (selected.length > 0) removeBlocks(writer, ids);
      else removeAlone(binding, ids);
      return { block, offset: text.length };
    }),
  );
}

/** A letter typed over whole blocks. The browser would do nothing: there is no text that it could go into. */
export function $typeOverBlocks(binding: BlockBinding, event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, isComposing } = event;
  const isLetter = [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;
  if (!isLetter || !$isWholeBlocks()) return false;
  event.preventDefault();
  $replaceBlocks(binding, key);
  return true;
}
