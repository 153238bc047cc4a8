import { parseDocId, type DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { PageLinks } from '../controls/page-view.ts';
import { documentHref } from '../navigation/route.ts';
import type { Pages } from '../pages/pages.ts';

/** What the tree says of pages that others link to. */
export function createPageLinks(pages: Pages): PageLinks {
  const pageAt = (page: string): PageNode | undefined => pages.get().forest?.get(page as DocId);
  return {
    subscribe: pages.subscribe,
    find(page) {
      const { forest, isLive } = pages.get();
      const found = pageAt(page);
      if (found) {
        const { icon } = found;
        return { title: pages.titleOf(found), icon, isTrashed: !forest!.isShown(found.id) };
      }
      if (!parseDocId(page) || forest?.isGone(page as DocId)) return 'gone';
      // Somebody else may have made it, of which nothing has come yet.
      return isLive ? 'gone' : 'unknown';
    },
    hrefOf(page) {
      const id = parseDocId(page);
      const found = pageAt(page);
      return id && documentHref(id, found && pages.titleOf(found));
    },
  };
}
