import { type LexicalEditor, mergeRegister, registerEventListener } from 'lexical';
import { parseDocId } from '@weft/shared/protocol/ids';
import { InlineNode } from '../editor/nodes/inline-node.ts';
import { message } from '../words/messages.ts';
import type { Documents } from './documents.ts';
import { documentHref } from './route.ts';
import { navigate } from './router.ts';

/** Mentions of pages say what the pages are called now, and a press on one opens it. */
export function registerMentionLinks(editor: LexicalEditor, documents: Documents): () => void {
  const name = (element: HTMLElement): void => {
    const id = element.dataset['page'];
    const page = documents.get().documents?.find((one) => one.id === id);
    if (page) element.textContent = page.title || message('pages.untitled');
  };
  const nameAll = (): void => {
    const mentions = editor.getRootElement()?.querySelectorAll<HTMLElement>('.inline[data-page]');
    for (const element of mentions ?? []) name(element);
  };
  return mergeRegister(
    documents.subscribe(nameAll),
    editor.registerMutationListener(InlineNode, (mutations) => {
      for (const key of mutations.keys()) {
        const element = editor.getElementByKey(key);
        if (element?.dataset['page']) name(element);
      }
    }),
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      return registerEventListener(root, 'click', ({ target }) => {
        const mention =
          target instanceof Element ? target.closest<HTMLElement>('[data-page]') : null;
        const id = parseDocId(mention?.dataset['page'] ?? '');
        if (id) navigate(documentHref(id));
      });
    }),
  );
}
