import {
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  BLUR_COMMAND,
  COMMAND_PRIORITY_LOW,
  FOCUS_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { $lineOf } from './binding/points.ts';
import { $isBlockNode, BlockNode } from './nodes/block-node.ts';
import { type BlockView, viewOf } from './nodes/block-view.ts';

/** Tells what blocks show besides their text about that text, and whether the caret is in it. */
export function registerViewFollowing(editor: LexicalEditor): () => void {
  const texts = new WeakMap<BlockView, string>();
  let entered: BlockView | undefined;

  const $entered = (): BlockView | undefined => {
    const root = editor.getRootElement();
    const selection = $getSelection();
    if (!root || root.ownerDocument.activeElement !== root || !$isRangeSelection(selection))
      return undefined;
    const line = $lineOf(selection.focus.getNode());
    return line && viewOf(editor, line.getKey());
  };
  const look = (): void => {
    const view = editor.getEditorState().read($entered, { editor });
    if (view === entered) return;
    entered?.enter?.(false);
    entered = view;
    entered?.enter?.(true);
  };
  /** The focus is only there, or elsewhere, when the browser is done with it. */
  const lookSoon = (): false => {
    queueMicrotask(look);
    return false;
  };

  const readAll = (keys: Iterable<NodeKey>): void => {
    editor.getEditorState().read(() => {
      for (const key of keys) {
        const view = viewOf(editor, key);
        const node = view?.read ? $getNodeByKey(key) : null;
        if (!view || !$isBlockNode(node)) continue;
        const text = node.getTextContent();
        if (texts.get(view) === text) continue;
        texts.set(view, text);
        view.read?.(text);
      }
    });
  };

  return mergeRegister(
    editor.registerMutationListener(BlockNode, (mutations) => readAll(mutations.keys())),
    // Where only the letters of a line are others, the line itself is not.
    editor.registerUpdateListener(({ dirtyElements }) => readAll(dirtyElements.keys())),
    editor.registerUpdateListener(look),
    editor.registerCommand(FOCUS_COMMAND, lookSoon, COMMAND_PRIORITY_LOW),
    editor.registerCommand(BLUR_COMMAND, lookSoon, COMMAND_PRIORITY_LOW),
  );
}
