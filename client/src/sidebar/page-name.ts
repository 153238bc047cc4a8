import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Pages } from '../pages/pages.ts';
import { message } from '../words/messages.ts';

/** What people call a page: it may have no title. */
export function nameOf(pages: Pages, page: PageNode): string {
  return pages.titleOf(page) || message('pages.untitled');
}
