import { parseDocId } from '@weft/shared/protocol/ids';
import type { PageLinks } from '../controls/page-view.ts';
import type { Documents } from './documents.ts';
import { documentHref } from './route.ts';

/** What the list of documents says of pages that others link to. */
export function createPageLinks(documents: Documents): PageLinks {
  const listeners = new Set<() => void>();
  /** Those that were in no list, a new one included. */
  const gone = new Set<string>();
  /** Those for which a new list is on its way, or did not come. */
  const asked = new Set<string>();
  const listedAs = (page: string) => documents.get().documents?.find(({ id }) => id === page);

  async function look(page: string): Promise<void> {
    asked.add(page);
    await documents.refresh();
    if (documents.get().failure !== undefined) return;
    asked.delete(page);
    if (!listedAs(page)) gone.add(page);
    for (const listener of listeners) listener();
  }

  return {
    subscribe(changed) {
      listeners.add(changed);
      const stop = documents.subscribe(changed);
      return () => {
        listeners.delete(changed);
        stop();
      };
    },
    refresh: () => void documents.refresh(),
    find(page) {
      const listed = listedAs(page);
      if (listed) return listed;
      if (!parseDocId(page) || gone.has(page)) return 'gone';
      // Somebody else may have made it since the list was loaded.
      if (!asked.has(page)) void look(page);
      return 'unknown';
    },
    hrefOf(page) {
      const id = parseDocId(page);
      return id && documentHref(id);
    },
  };
}
