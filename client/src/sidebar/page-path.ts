import { ancestry, type PageNode } from '@weft/shared/pages/page-tree';
import type { Pages } from '../pages/pages.ts';
import { nameOf } from './page-name.ts';

/** Where a page lies, from the top inwards, in words; empty at the top. */
export function pathOf(pages: Pages, page: PageNode): string {
  const { forest } = pages.get();
  if (!forest) return '';
  const [, ...outer] = [...ancestry(forest, page.id)];
  return outer
    .toReversed()
    .map((one) => nameOf(pages, one))
    .join(' / ');
}
