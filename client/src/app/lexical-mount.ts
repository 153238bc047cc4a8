import { $getRoot, $isParagraphNode, mergeRegister } from 'lexical';
import '../lexical/editor.css';
import { bindLexical, createWeftEditor } from '../lexical.ts';
import type { EditorMount, EditorMountOptions } from './editor-mount.ts';
import { createLexicalFormatting } from './lexical-formatting.ts';

/** The editor of pages that earlier versions made. */
export function mountLexicalEditor(options: EditorMountOptions): EditorMount {
  const { root, carets, provider, identity, onEmpty, onUnreadable } = options;
  const editor = createWeftEditor({ onError: reportError });
  const formatting = createLexicalFormatting(editor);
  const dispose = mergeRegister(
    () => editor.dispose(),
    () => formatting.dispose(),
    editor.registerUpdateListener(({ editorState }) => onEmpty(editorState.read($isEmpty))),
    bindLexical({
      editor,
      provider,
      caretsContainer: carets,
      // Read anew each time: a name can change while the page is open.
      user: {
        get name() {
          return identity.get().name;
        },
        get color() {
          return identity.get().color;
        },
      },
      onUnreadable,
    }),
  );
  editor.setRootElement(root);
  return {
    formatting,
    freeze: () => editor.setEditable(false),
    thaw: () => editor.setEditable(true),
    dispose,
  };
}

/** Whether the page is one empty paragraph. */
function $isEmpty(): boolean {
  const root = $getRoot();
  const only = root.getFirstChild();
  return root.getChildrenSize() === 1 && $isParagraphNode(only) && only.isEmpty();
}
