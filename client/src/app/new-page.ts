import type { DocId } from '@weft/shared/protocol/ids';
import type { Workspace } from '../pages/workspace.ts';
import { lastPlaceIn } from '../tree/tree-places.ts';

/**
 * Makes a page that is called `title` in another one, without going there. Its id is answered at once, so that it can be
 * linked to before the server has heard of it.
 *
 * @param onFailure - told why, if it is not made
 */
export function makePage(
  { pages, documents }: Pick<Workspace, 'pages' | 'documents'>,
  { title, parent }: { readonly title: string; readonly parent: DocId },
  onFailure: (error: unknown) => void,
): DocId {
  const id = pages.mint();
  const make = async (): Promise<void> => {
    const { forest } = pages.get();
    const place = forest?.isShown(parent) ? lastPlaceIn(forest, parent) : undefined;
    await pages.create({ id, ...(place && { place }) });
    pages.entitle(id, title);
    try {
      if (title !== '') await documents.rename({ id, format: 'blocks' }, title);
    } finally {
      pages.entitle(id, undefined);
    }
  };
  make().catch(onFailure);
  return id;
}
