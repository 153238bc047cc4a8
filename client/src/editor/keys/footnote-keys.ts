import { blockLength } from '@weft/shared/model/block';
import { FOOTNOTE, nameOfNote, noteOf } from '@weft/shared/model/footnotes';
import type { Point } from '@weft/shared/model/operations/range';
import {
  $getNearestNodeFromDOMNode,
  $onUpdate,
  CLICK_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  KEY_ENTER_COMMAND,
  type LexicalNode,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $selectedObject } from '../binding/selected-object.ts';
import { notesIn } from '../footnotes/footnotes.ts';
import { $isInlineNode } from '../nodes/inline-node.ts';

/**
 * A press on what refers to a note, or Enter while it is selected, leads to the note; Enter in the note leads back behind
 * what refers to it, and Shift+Enter breaks its line.
 */
export function registerFootnoteKeys(binding: BlockBinding): () => void {
  const { editor } = binding;
  return mergeRegister(
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target }) => {
        const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
        return $goToNote(binding, node);
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (event?.shiftKey || event?.altKey || editor.isComposing()) return false;
        const selected = $selectedObject() ?? null;
        if (!$goToNote(binding, selected) && !(editor.isEditable() && $goBack(binding)))
          return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}

/** From what refers to a note to the end of its text. */
function $goToNote(binding: BlockBinding, node: LexicalNode | null): boolean {
  const name = $isInlineNode(node) ? noteOf(node.inline) : undefined;
  const block = binding.page.block(notesIn(binding).blocks.get(name ?? '') ?? '');
  if (block) $goTo(binding, { block: block.id, offset: blockLength(block) });
  return block !== undefined;
}

/** From a note to where it is referred to. */
function $goBack(binding: BlockBinding): boolean {
  const { page } = binding;
  const ends = $selectionEnds();
  const block = ends && page.block(ends.focus.block);
  if (block?.type !== FOOTNOTE) return false;
  const { blocks, references } = notesIn(binding);
  const name = nameOfNote(block) ?? '';
  const place = blocks.get(name) === block.id ? references.get(name) : undefined;
  if (place) $goTo(binding, place);
  return place !== undefined;
}

/** Puts the caret there, where one can write, and shows the place. */
function $goTo(binding: BlockBinding, place: Point): void {
  const { editor, keys } = binding;
  binding.reveal(place.block);
  if (editor.isEditable()) {
    binding.$run(() => place);
    return;
  }
  $onUpdate(() => {
    const element = editor.getElementByKey(keys.get(place.block) ?? '');
    element?.scrollIntoView({ block: 'nearest' });
  });
}
