import { $getRoot, $isParagraphNode, mergeRegister } from 'lexical';
import '../lexical/editor.css';
import { bindLexical, createWeftEditor } from '../lexical.ts';
import type { Provider } from '../sync.ts';
import type { Formatting } from './formatting.ts';
import type { Identity } from './identity.ts';
import { createLexicalFormatting } from './lexical-formatting.ts';
import type { Setting } from './setting.ts';

export interface EditorMountOptions {
  /** The element that is edited. */
  readonly root: HTMLElement;
  /** Where teammates' carets are drawn: beside `root`, in the same positioned element. */
  readonly carets: HTMLElement;
  readonly provider: Provider;
  readonly identity: Setting<Identity>;
  /** Called with every change of whether the page has no text, for the words that invite to write some. */
  readonly onEmpty: (empty: boolean) => void;
  /** The document cannot be shown by this version; called once. */
  readonly onUnreadable: () => void;
}

export interface EditorMount {
  readonly formatting: Formatting;
  /** Makes the text one to read and copy only. */
  freeze(): void;
  thaw(): void;
  dispose(): void;
}

/** Puts an editor on the page and joins it to the document. A chunk of its own: Lexical is most of the app. */
export function mountEditor(options: EditorMountOptions): EditorMount {
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
