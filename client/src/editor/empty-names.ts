import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import { $isBlockNode } from './nodes/block-node.ts';

/** Gives a to-do without text a name, for those who hear of it as a box alone. */
export function registerEmptyNames(editor: LexicalEditor, name: string): () => void {
  const look = (key: NodeKey): void => {
    const node = $getNodeByKey(key);
    const element = $isBlockNode(node) ? editor.getElementByKey(key) : null;
    if (!element || !$isBlockNode(node)) return;
    const isUnnamed = node.facts.type === 'todo' && node.getTextContent().trim() === '';
    if ((element.ariaLabel !== null) !== isUnnamed) element.ariaLabel = isUnnamed ? name : null;
  };
  return editor.registerUpdateListener(({ editorState, dirtyElements }) => {
    editorState.read(() => {
      for (const key of dirtyElements.keys()) look(key);
    });
  });
}
