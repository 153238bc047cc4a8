import { $getSelection, $isNodeSelection, type LexicalEditor } from 'lexical';

/**
 * Gives the page the focus, with what is selected in it as it was; a page that was never entered is entered at its
 * start. Lexical does so for text alone, not for blocks.
 */
export function focusPage(editor: LexicalEditor): void {
  const root = editor.getRootElement();
  if (!root || !editor.read(() => $isNodeSelection($getSelection()))) {
    editor.focus(undefined, { defaultSelection: 'rootStart' });
    return;
  }
  root.focus({ preventScroll: true });
  // The browser would put a caret into the first line.
  root.ownerDocument.getSelection()?.removeAllRanges();
}
