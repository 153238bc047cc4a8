import {
  $getSelection,
  $isNodeSelection,
  type LexicalEditor,
  mergeRegister,
  registerEventListener,
} from 'lexical';

/**
 * Keeps blocks selected that somebody selected: where nothing in the text is, browsers put their caret at the page's start
 * as soon as the page has the focus, and Lexical would follow it there. Only a press on the text means the text.
 */
export function registerKeptBlocks(editor: LexicalEditor): () => void {
  const areBlocksSelected = (): boolean =>
    editor.getEditorState().read(() => $isNodeSelection($getSelection()));
  let pressed = false;
  return mergeRegister(
    editor.registerUpdateListener(() => {
      if (!areBlocksSelected()) pressed = false;
    }),
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      const press = (event: MouseEvent): void => {
        pressed = !event.defaultPrevented;
      };
      return mergeRegister(
        // After all others, who may have made something else of the press.
        registerEventListener(root.ownerDocument, 'mousedown', press),
        registerEventListener(
          root.ownerDocument,
          'selectionchange',
          (event) => {
            if (!pressed && areBlocksSelected()) event.stopImmediatePropagation();
          },
          { capture: true },
        ),
      );
    }),
  );
}
