import type { DocId } from '@weft/shared/protocol/ids';

/** Titles of pages that are open here, or were a moment ago: the tree hears of them later. */
export interface PageTitles {
  get(page: DocId): string | undefined;
  /**
   * @param title `undefined` when the page closes; `null` where it could not be written, which forgets it
   * @param known what the tree calls it
   * @returns whether the page is called something else now
   */
  set(page: DocId, title: string | undefined | null, known: string | undefined): boolean;
  /** The tree has changed: lets go of what it knows better. */
  settle(known: (page: DocId) => string | undefined): void;
}

export function createPageTitles(): PageTitles {
  const open = new Map<DocId, string>();
  /** Of pages that have closed, with what the tree called them then. */
  const closed = new Map<DocId, { readonly title: string; readonly known: string | undefined }>();
  const get = (page: DocId): string | undefined => open.get(page) ?? closed.get(page)?.title;

  return {
    get,
    set(page, title, known) {
      const before = get(page) ?? known;
      const last = open.get(page);
      if (title === null) {
        closed.delete(page);
        open.delete(page);
      } else if (title !== undefined) {
        closed.delete(page);
        open.set(page, title);
      } else {
        open.delete(page);
        if (last !== undefined && last !== known) closed.set(page, { title: last, known });
      }
      return (get(page) ?? known) !== before;
    },
    settle(known) {
      for (const [page, was] of closed) if (known(page) !== was.known) closed.delete(page);
    },
  };
}
