import type { DocId } from '@weft/shared/protocol/ids';
import { toggle, type Workspace } from '../pages/workspace.ts';
import { lastPlaceIn } from '../tree/tree-places.ts';

/**
 * Makes a page that is called `title` in another one, without going there. Its id is answered at once, so that it can be
 * linked to before the server has heard of it.
 *
 * @param onFailure - told why, if it is not made
 */
export function makePage(
  { pages, documents, open }: Pick<Workspace, 'pages' | 'documents' | 'open'>,
  { title, parent }: { readonly title: string; readonly parent: DocId },
  onFailure: (error: unknown) => void,
): DocId {
  const id = pages.mint();
  const make = async (): Promise<void> => {
    const { forest } = pages.get();
    const place = forest?.isShown(parent) ? lastPlaceIn(forest, parent) : undefined;
    if (place) toggle(open, parent, true);
    await pages.create({ id, ...(place && { place }) });
    if (title !== '') await documents.rename({ id, format: 'blocks' }, title);
  };
  make().catch(onFailure);
  return id;
}
