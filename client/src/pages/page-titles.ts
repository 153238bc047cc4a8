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

/** What this device remembers of titles between visits. */
export interface TitleMemory {
  load(): ReadonlyMap<DocId, AwaitedTitle>;
  /** `undefined` forgets it. */
  keep(page: DocId, title: AwaitedTitle | undefined): void;
}

/** A title that the tree has not heard of. */
export interface AwaitedTitle {
  readonly title: string;
  /** What the tree called the page. */
  readonly known: string | undefined;
}

export function createPageTitles(memory: TitleMemory): PageTitles {
  const open = new Map<DocId, string>();
  /** Of pages that have closed. */
  const closed = new Map(memory.load());
  const get = (page: DocId): string | undefined => open.get(page) ?? closed.get(page)?.title;

  function close(page: DocId, title: string | undefined, known: string | undefined): void {
    if (title === undefined || title === known) closed.delete(page);
    else closed.set(page, { title, known });
  }

  return {
    get,
    set(page, title, known) {
      const before = get(page) ?? known;
      if (title === null) {
        closed.delete(page);
        open.delete(page);
        memory.keep(page, undefined);
      } else if (title !== undefined) {
        closed.delete(page);
        open.set(page, title);
        // A window may end without a word.
        memory.keep(page, title === known ? undefined : { title, known });
      } else if (open.has(page)) {
        close(page, open.get(page), known);
        open.delete(page);
      }
      return (get(page) ?? known) !== before;
    },
    settle(known) {
      for (const [page, was] of closed) {
        if (known(page) === was.known) continue;
        closed.delete(page);
        memory.keep(page, undefined);
      }
    },
  };
}

const PREFIX = 'weft.title.';

/** Titles in `localStorage`, each under a key of its own, because windows of one browser do not ask each other. */
export function storedTitles(storage: () => Storage): TitleMemory {
  return {
    load() {
      const titles = new Map<DocId, AwaitedTitle>();
      try {
        const of = storage();
        for (const key of Object.keys(of).filter((one) => one.startsWith(PREFIX))) {
          const { title, known } = JSON.parse(of.getItem(key)!) as Partial<AwaitedTitle>;
          if (typeof title === 'string')
            titles.set(key.slice(PREFIX.length) as DocId, { title, known });
        }
      } catch {
        // Switched off, or written by somebody else.
      }
      return titles;
    },
    keep(page, title) {
      try {
        if (title) storage().setItem(PREFIX + page, JSON.stringify(title));
        else storage().removeItem(PREFIX + page);
      } catch {
        // For this window only.
      }
    },
  };
}
