import type { BlockId } from '@weft/shared/model/block-id';
import type { LexicalEditor } from 'lexical';
import { BlockBinding } from '../editor/binding/binding.ts';
import { $lineLength, $select } from '../editor/binding/points.ts';

/** A press on what a block draws is one on the text it is drawn from, wherever on the drawing it was. */
export function writeOnPress(
  element: HTMLElement,
  editor: LexicalEditor,
  block: () => BlockId,
): void {
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', () => {
    const binding = BlockBinding.of(editor);
    if (!binding || !editor.isEditable()) return;
    editor.focus();
    editor.update(() => {
      const line = binding.$lineOf(block());
      const end = line ? $lineLength(line) : 0;
      if (line) $select(line, end, line, end);
    });
  });
}
