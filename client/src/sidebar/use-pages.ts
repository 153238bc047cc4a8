import { useSyncExternalStore } from 'react';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Pages, PagesView } from '../pages/pages.ts';
import { message } from '../words/messages.ts';

/** What is known of pages, from now on. */
export function usePages(pages: Pages): PagesView {
  return useSyncExternalStore(pages.subscribe, pages.get);
}

/** What people call a page: it may have no title. */
export function nameOf(pages: Pages, page: PageNode): string {
  return pages.titleOf(page) || message('pages.untitled');
}
