import { $getSelection, $isRangeSelection, type LexicalEditor } from 'lexical';
import { $lineOf } from './binding/points.ts';

/** Marks the line that the caret is in, so that the style sheet can say what to do in an empty one. */
export function registerCurrentLine(editor: LexicalEditor): () => void {
  let marked: HTMLElement | null = null;
  return editor.registerUpdateListener(({ editorState }) => {
    const line = editorState.read(() => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
      return $lineOf(selection.anchor.getNode());
    });
    const element = line ? editor.getElementByKey(line.getKey()) : null;
    if (element === marked) return;
    marked?.removeAttribute('data-current');
    element?.setAttribute('data-current', '');
    marked = element;
  });
}
