import type { LexicalEditor } from 'lexical';
import type { EditorWords } from './editor-words.ts';
import { BlockNode } from './nodes/block-node.ts';

/** Types whose elements are nothing to a screen reader without a name, and the words for them. */
const NAMED: { readonly [type: string]: keyof EditorWords } = {
  todo: 'todo',
  heading1: 'heading1',
  heading2: 'heading2',
  heading3: 'heading3',
};

/** Empty to-dos and headings are called what they show to the eye; others by their words. */
export function registerEmptyNames(editor: LexicalEditor, words: EditorWords): () => void {
  return editor.registerMutationListener(BlockNode, (mutations) => {
    for (const [key, mutation] of mutations) {
      const element = mutation === 'destroyed' ? null : editor.getElementByKey(key);
      if (!element) continue;
      const word = NAMED[element.dataset['type'] ?? ''];
      element.ariaLabel = word !== undefined && element.textContent === '' ? words[word] : null;
    }
  });
}
