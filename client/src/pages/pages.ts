import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocumentFormat } from '@weft/shared/protocol/format';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { PositionSource } from '@weft/shared/model/position';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { PageForest } from '../tree/page-forest.ts';
import type { TreeCommand } from '../tree/ports.ts';
import type { Tree, TreeView } from '../tree/tree.ts';
import { fits, lastPlaceIn, positionAt, type TreePlace } from '../tree/tree-places.ts';
import { PageFailure } from './page-failure.ts';
import { createPageTitles, type TitleMemory } from './page-titles.ts';

/** What a window knows of pages. Another object after each change. */
export interface PagesView extends Omit<TreeView, 'pages'> {
  /** Absent until there is anything to show. */
  readonly forest: PageForest | undefined;
}

/** The pages there are, and what a person does with them. What is done is shown at once, and reaches the server later. */
export interface Pages {
  get(): PagesView;
  subscribe(changed: () => void): () => void;
  /** What a page is called: by the page itself where it is open here, which is ahead of the tree. */
  titleOf(page: PageNode): string;
  /**
   * The open page's own title. `undefined` when it closes; what was typed last may still be on its way then, and so the
   * title stands until the tree says anything new of it. `null` where it could not be written: it is as the tree says.
   */
  entitle(page: DocId, title: string | undefined | null): void;
  /** An id for a page that is not there yet. */
  mint(): DocId;
  /** Makes a page, the last at the top or where it is wanted. Resolves once it would survive power loss. */
  create(wanted?: NewPage): Promise<DocId>;
  /** Moves a page; where it cannot lie there, it stays. */
  move(page: DocId, place: TreePlace): Promise<void>;
  decorate(page: DocId, look: { readonly icon?: string; readonly cover?: string }): Promise<void>;
  trash(page: DocId): Promise<void>;
  restore(page: DocId): Promise<void>;
  /** For ever, with all that is seen to lie in it. */
  remove(page: DocId): Promise<void>;
  /** Resolves once the server has been told of a page that was made here; at once for all others. */
  made(page: DocId): Promise<void>;
  /** Whether a page was made here, and the server has not been told of it. Resolves once this device knows. */
  isNew(page: DocId): Promise<boolean>;
  /** Tries the server again at once. */
  wake(): void;
  /** Asks the server for all pages anew; resolves with whether it answered. */
  refresh(): Promise<boolean>;
  /** Calls back for what the server did not take. */
  onRefused(callback: (page: DocId, code: ErrorCode) => void): () => void;
}

export interface NewPage {
  readonly id?: DocId;
  readonly place?: TreePlace;
  readonly format?: DocumentFormat;
  readonly icon?: string;
  readonly cover?: string;
}

interface PagesOptions {
  readonly tree: Tree;
  readonly titles: TitleMemory;
  /** Random bytes, for ids. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** In [0, 1); for positions. */
  readonly random: () => number;
}

export function createPages({ tree, titles: memory, randomBytes, random }: PagesOptions): Pages {
  const listeners = new Set<() => void>();
  const positions = new PositionSource(random);
  const titles = createPageTitles(memory);
  /** Pages that are asked for, until this device has kept that. */
  const making = new Map<DocId, Promise<void>>();
  let view = viewOf(tree.get());

  tree.subscribe(() => {
    view = viewOf(tree.get());
    const { forest: known } = view;
    if (known) titles.settle((page) => known.get(page)?.title);
    tell();
  });

  function tell(): void {
    for (const listener of Array.from(listeners)) listener();
  }

  function forest(): PageForest {
    // No page can be made by whoever has never seen the server.
    if (!view.forest) throw new PageFailure('unreachable');
    return view.forest;
  }

  /** Resolves once this device has told whether a page waits to be made, and the answer is the one wanted. */
  function toldOf(page: DocId, isWanted: (isUnmade: boolean) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const isUnmade = tree.get().unmade?.has(page);
        if (isUnmade === undefined || !isWanted(isUnmade)) return;
        stop();
        resolve();
      };
      const stop = tree.subscribe(look);
      look();
    });
  }

  const patch = (page: DocId, wanted: Omit<TreeCommand & { kind: 'patch' }, 'kind' | 'page'>) =>
    tree.want({ kind: 'patch', page, ...wanted });

  return {
    get: () => view,
    subscribe(changed) {
      const own = (): void => changed();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    titleOf: ({ id, title }) => titles.get(id) ?? title,
    entitle(page, title) {
      const known = view.forest?.get(page)?.title;
      if (!titles.set(page, title, known)) return;
      view = { ...view };
      tell();
    },
    mint: () => mintDocId(randomBytes),
    async create({
      id = mintDocId(randomBytes),
      place,
      format = 'blocks',
      icon = '',
      cover = '',
    } = {}) {
      const pages = forest();
      const at = place ?? lastPlaceIn(pages, null);
      const wanted = tree.want({
        kind: 'put',
        page: id,
        space: pages.space,
        parent: at.parent,
        position: positionAt(pages, positions, at),
        format,
        icon,
        cover,
      });
      making.set(id, wanted);
      await wanted.finally(() => making.delete(id));
      return id;
    },
    async move(page, place) {
      const pages = forest();
      if (!fits(pages, page, place)) return;
      const position = positionAt(pages, positions, place, page);
      await patch(page, { parent: place.parent, position });
    },
    decorate: (page, look) => patch(page, look),
    trash: (page) => patch(page, { trashed: true }),
    restore: (page) => patch(page, { trashed: false }),
    async remove(page) {
      forest();
      await tree.want({ kind: 'remove', page, seen: view.seen ?? '' });
    },
    async made(page) {
      // Whoever asked for it may be on the page before this device has kept the wish.
      await making.get(page)?.catch(() => undefined);
      await toldOf(page, (isUnmade) => !isUnmade);
    },
    async isNew(page) {
      if (making.has(page)) return true;
      await toldOf(page, () => true);
      return tree.get().unmade?.has(page) ?? false;
    },
    wake: () => tree.wake(),
    refresh: () => tree.refresh(),
    onRefused: (callback) => tree.onRefused(({ page }, code) => callback(page, code)),
  };
}

function viewOf({ pages: forest, ...rest }: TreeView): PagesView {
  return { forest, ...rest };
}
