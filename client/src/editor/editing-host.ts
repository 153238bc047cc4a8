import { type LexicalEditor, mergeRegister } from 'lexical';

/** Makes the root element a text box that people and assistive technology can edit or only read. */
export function registerEditingHost(editor: LexicalEditor): () => void {
  const reflect = (root: HTMLElement | null): void => {
    if (!root) return;
    root.contentEditable = String(editor.isEditable());
    root.role = 'textbox';
    root.ariaMultiLine = 'true';
    root.ariaReadOnly = String(!editor.isEditable());
  };
  return mergeRegister(
    editor.registerRootListener(reflect),
    editor.registerEditableListener(() => reflect(editor.getRootElement())),
  );
}

/** Says that the content is still on its way, until the returned function is called. */
export function registerBusy(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    root.ariaBusy = 'true';
    return () => {
      root.ariaBusy = null;
    };
  });
}
