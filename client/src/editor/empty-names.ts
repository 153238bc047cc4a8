import { $getNodeByKey, type LexicalEditor, type NodeKey } from 'lexical';
import type { EditorWords } from './editor-words.ts';
import { $isBlockNode } from './nodes/block-node.ts';

/** Types whose elements are nothing to a screen reader without a name, and the words for them. */
const NAMED: { readonly [type: string]: keyof EditorWords } = {
  todo: 'todo',
  heading1: 'heading1',
  heading2: 'heading2',
  heading3: 'heading3',
};

/** Empty to-dos and headings are called what they show to the eye; others by their words. */
export function registerEmptyNames(editor: LexicalEditor, words: EditorWords): () => void {
  const look = (key: NodeKey): void => {
    const node = $getNodeByKey(key);
    const element = $isBlockNode(node) ? editor.getElementByKey(key) : null;
    if (!element || !$isBlockNode(node)) return;
    const word = node.getTextContent().trim() === '' ? NAMED[node.facts.type] : undefined;
    const name = word === undefined ? null : words[word];
    if (element.ariaLabel !== name) element.ariaLabel = name;
  };
  return editor.registerUpdateListener(({ editorState, dirtyElements }) => {
    editorState.read(() => {
      for (const key of dirtyElements.keys()) look(key);
    });
  });
}
