import { FileText } from 'lucide';
import { CHOOSE_PAGE_COMMAND, OPEN_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import type { CreateBlockView } from '../editor/nodes/block-view.ts';
import { element as make, icon } from '../editor/views/element.ts';
import { message } from '../words/messages.ts';

/** What is known of a page to link to; nobody knows of any as long as there is no list of them. */
export type LinkedPage =
  | { readonly title: string; readonly icon: string; readonly isTrashed: boolean }
  | 'gone'
  | 'unknown';

/** What a window knows of pages to link to. */
export interface PageLinks {
  /** Calls back when pages are called something else, come or go. */
  subscribe(changed: () => void): () => void;
  find(page: string): LinkedPage;
  /** Its address, if it can have one. */
  hrefOf(page: string): string | undefined;
}

/** A link to another page, by its name of now. */
export function pageView(links: PageLinks): CreateBlockView {
  return (first, editor) => {
    let facts = first;
    let shown = '';
    const element = make('div', 'page-link');
    const show = (): void => {
      const { page } = facts.props;
      const id = typeof page === 'string' ? page : '';
      const found = id === '' ? 'unknown' : links.find(id);
      const href = id === '' || found === 'gone' ? undefined : links.hrefOf(id);
      const isGone = id !== '' && href === undefined;
      const words = id === '' ? message('page-link.choose') : wordsFor(isGone ? 'gone' : found);
      // What stays the same keeps its element, and with it the focus.
      const { icon: sign, isTrashed } =
        typeof found === 'object' ? found : { icon: '', isTrashed: false };
      if (shown === `${href} ${sign} ${isTrashed} ${words}`) return;
      shown = `${href} ${sign} ${isTrashed} ${words}`;
      const row = make(href ? 'a' : id === '' ? 'button' : 'span', 'page-link-row');
      if (row instanceof HTMLAnchorElement && href) {
        row.href = href;
        row.draggable = false;
      } else if (row instanceof HTMLButtonElement) row.type = 'button';
      row.append(
        sign === '' ? icon(FileText) : make('span', 'page-link-icon', {}, sign),
        make('span', 'page-link-title', {}, words),
      );
      if (isTrashed) row.append(make('span', 'page-link-note', {}, message('page-link.trashed')));
      element.toggleAttribute('data-gone', isGone || isTrashed);
      element.replaceChildren(row);
    };
    const rowOf = ({ target }: Event): Element | undefined =>
      (target instanceof Element ? target.closest('a, button') : undefined) ?? undefined;
    // What is pressed is a link of the page and no place in its text.
    element.addEventListener('mousedown', (event) => {
      if (rowOf(event) && !event.shiftKey) event.preventDefault();
    });
    element.addEventListener('click', (event) => {
      const row = rowOf(event);
      if (!row) return;
      event.stopPropagation();
      // Another window or tab is the browser's to open.
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const { page } = facts.props;
      if (typeof page === 'string') editor.dispatchCommand(OPEN_PAGE_COMMAND, page);
      else if (editor.isEditable())
        editor.dispatchCommand(CHOOSE_PAGE_COMMAND, { block: facts.id, isNew: false });
    });
    element.addEventListener('keydown', (event) => {
      if (rowOf(event)) event.stopPropagation();
    });
    const stop = links.subscribe(show);
    show();
    return {
      element,
      update(next) {
        facts = next;
        show();
      },
      end: stop,
    };
  };
}

function wordsFor(found: LinkedPage): string {
  if (found === 'gone') return message('page-link.gone');
  return found === 'unknown' ? message('block.page') : found.title || message('pages.untitled');
}
