import type { DocId } from '@weft/shared/protocol/ids';
import type { PageForest } from '../tree/page-forest.ts';
import { PageFailure } from './page-failure.ts';
import type { Pages } from './pages.ts';
import type { Workspace } from './workspace.ts';

/** Runs `task` while no other window of this browser is in it, as far as the browser can tell. */
export type Exclusively = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * The page to begin with: the one that the person came to last, else the first of the tree; where there is none, the first
 * one is made, which in a fresh installation welcomes them. Rejects with what the server said where nothing is known.
 */
export async function homePage(
  { pages, recent, documents }: Pick<Workspace, 'pages' | 'recent' | 'documents'>,
  exclusively: Exclusively,
): Promise<DocId> {
  const forest = await knownForest(pages);
  const last = recent.get().find((id) => forest.isShown(id as DocId));
  const found = (last as DocId | undefined) ?? firstOf(forest);
  if (found !== undefined) return found;
  // Two windows that find no page at all must not both make the first one.
  return exclusively(async () => {
    if (!(await pages.refresh())) throw new PageFailure('unreachable');
    const first = firstOf(pages.get().forest!);
    if (first !== undefined) return first;
    const isFresh = pages.get().forest!.all().next().done === true;
    const id = await pages.create();
    await pages.made(id);
    // A welcome is no reason to keep anybody from writing.
    if (isFresh) await documents.fill(id, 'welcome').catch(() => undefined);
    return id;
  });
}

const firstOf = (forest: PageForest): DocId | undefined => forest.shownIn(null)[0]?.id;

function knownForest(pages: Pages): Promise<PageForest> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const { forest, failure } = pages.get();
      if (!forest && !failure) return;
      stop();
      if (forest) resolve(forest);
      else reject(new PageFailure(failure!.code));
    };
    const stop = pages.subscribe(look);
    look();
  });
}
