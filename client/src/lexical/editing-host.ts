import { defineExtension, mergeRegister } from 'lexical';

/** Makes the root element a text box that people and assistive technology can edit or only read. */
export const EditingHostExtension = defineExtension({
  name: '@weft/client/lexical/editing-host',
  register: (editor) => {
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
  },
});
