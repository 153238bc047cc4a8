import {
  $getNearestNodeFromDOMNode,
  $getSelection,
  $isNodeSelection,
  $onUpdate,
  $setSelection,
  CLICK_COMMAND,
  COMMAND_PRIORITY_LOW,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  mergeRegister,
  type NodeKey,
} from 'lexical';
import { $selectWhole } from '../binding/points.ts';
import { $selectedObject } from '../binding/selected-object.ts';
import { $isItemNode } from '../binding/surface-rendering.ts';
import { $isVoidNode } from '../nodes/void-node.ts';

const NONE: ReadonlySet<NodeKey> = new Set();

/**
 * Selects a block without text as a whole when it is pressed, and marks blocks that are selected so for the style
 * sheet: the browser shows no selection around them. Escape leads from them out of the editor, since Tab nests.
 */
export function registerSelectedBlocks(editor: LexicalEditor): () => void {
  let marked: ReadonlySet<NodeKey> = NONE;
  const mark = (key: NodeKey, isSelected: boolean): void => {
    editor.getElementByKey(key)?.toggleAttribute('data-selected', isSelected);
  };
  return mergeRegister(
    editor.registerCommand(CLICK_COMMAND, $selectPressed, COMMAND_PRIORITY_LOW),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        if (!$isNodeSelection($getSelection())) return false;
        event.preventDefault();
        $setSelection(null);
        $onUpdate(() => editor.blur());
        return true;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerUpdateListener(({ editorState }) => {
      const selected: ReadonlySet<NodeKey> = editorState.read(() => {
        const selection = $getSelection();
        if ($isNodeSelection(selection)) return $withNested(selection.getNodes());
        const object = $selectedObject();
        return object ? new Set([object.getKey()]) : NONE;
      });
      // The browser keeps its caret where it was, which is not where anything is typed.
      const areBlocks = editorState.read(() => $isNodeSelection($getSelection()));
      editor.getRootElement()?.toggleAttribute('data-blocks', areBlocks);
      for (const key of marked) if (!selected.has(key)) mark(key, false);
      for (const key of selected) mark(key, true);
      const [added] = [...selected].filter((key) => !marked.has(key));
      if (added !== undefined) editor.getElementByKey(added)?.scrollIntoView({ block: 'nearest' });
      marked = selected;
    }),
  );
}

/** Lines that are nested in a selected one follow it, deeper. */
function $withNested(nodes: readonly LexicalNode[]): Set<NodeKey> {
  const keys = new Set<NodeKey>();
  for (const node of nodes) {
    keys.add(node.getKey());
    if (!$isItemNode(node)) continue;
    for (let next = node.getNextSibling(); $isItemNode(next); next = next.getNextSibling()) {
      if (next.facts.depth <= node.facts.depth) break;
      keys.add(next.getKey());
    }
  }
  return keys;
}

function $selectPressed({ target }: MouseEvent): boolean {
  const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
  if (!$isVoidNode(node)) return false;
  $selectWhole(node.getKey());
  return true;
}
