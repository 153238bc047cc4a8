import { type LexicalEditor, mergeRegister, registerEventListener } from 'lexical';
import { OPEN_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { InlineNode } from '../editor/nodes/inline-node.ts';
import { message } from '../words/messages.ts';
import type { PageLinks } from './page-view.ts';

const MENTION = '.inline[data-kind="mention"][data-page]';

/** Mentions of pages say what the pages are called now, and a press on one opens it. */
export function registerMentionLinks(editor: LexicalEditor, links: PageLinks): () => void {
  const name = (element: Element): void => {
    if (!(element instanceof HTMLElement) || !element.matches(MENTION)) return;
    const found = links.find(element.dataset['page'] ?? '');
    // One to a page that is gone, or that nobody knows, keeps the name that it was written with.
    if (typeof found !== 'object') return;
    const title = found.title || message('pages.untitled');
    const words = found.icon === '' ? title : `${found.icon} ${title}`;
    element.textContent = found.isTrashed ? `${words} ${message('page-link.trashed')}` : words;
    element.toggleAttribute('data-gone', found.isTrashed);
  };
  const nameAll = (): void => {
    for (const element of editor.getRootElement()?.querySelectorAll(MENTION) ?? []) name(element);
  };
  return mergeRegister(
    links.subscribe(nameAll),
    editor.registerMutationListener(InlineNode, (mutations) => {
      for (const key of mutations.keys()) {
        const element = editor.getElementByKey(key);
        if (element) name(element);
      }
    }),
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      return registerEventListener(root, 'click', ({ target }) => {
        const mention = target instanceof Element ? target.closest<HTMLElement>(MENTION) : null;
        const page = mention?.dataset['page'];
        if (page !== undefined) editor.dispatchCommand(OPEN_PAGE_COMMAND, page);
      });
    }),
  );
}
