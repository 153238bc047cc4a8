import { useSyncExternalStore } from 'react';
import type { Pages, PagesView } from '../pages/pages.ts';

/** What is known of pages, from now on. */
export function usePages(pages: Pages): PagesView {
  return useSyncExternalStore(pages.subscribe, pages.get);
}
