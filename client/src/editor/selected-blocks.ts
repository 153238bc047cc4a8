import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { $selectWhole } from './binding/points.ts';
import { $isVoidNode } from './nodes/void-node.ts';

/**
 * Selects a block without text as a whole when it is pressed, and marks blocks that are selected so for the style
 * sheet: the browser shows no selection around them.
 */
export function registerSelectedBlocks(editor: LexicalEditor): () => void {
  let marked = new Set<NodeKey>();
  const mark = (key: NodeKey, isSelected: boolean): void => {
    editor.getElementByKey(key)?.toggleAttribute('data-selected', isSelected);
  };
  return mergeRegister(
    editor.registerCommand(CLICK_COMMAND, $selectPressed, COMMAND_PRIORITY_LOW),
    editor.registerUpdateListener(({ editorState }) => {
      const selected = editorState.read(() => {
        const selection = $getSelection();
        const nodes = $isNodeSelection(selection) ? selection.getNodes() : [];
        return new Set(nodes.map((node) => node.getKey()));
      });
      for (const key of marked) if (!selected.has(key)) mark(key, false);
      for (const key of selected) mark(key, true);
      marked = selected;
    }),
  );
}

function $selectPressed({ target }: MouseEvent): boolean {
  const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
  if (!$isVoidNode(node)) return false;
  $selectWhole(node.getKey());
  return true;
}
