import { $getSelection, $isNodeSelection, type LexicalEditor } from 'lexical';

/** Gives the page the focus, and leaves what is selected in it as it is. Lexical does so for text alone, not for blocks. */
export function focusPage(editor: LexicalEditor): void {
  const root = editor.getRootElement();
  if (!root || !editor.read(() => $isNodeSelection($getSelection()))) {
    editor.focus();
    return;
  }
  root.focus({ preventScroll: true });
  // The browser would put a caret into the first line.
  root.ownerDocument.getSelection()?.removeAllRanges();
}
