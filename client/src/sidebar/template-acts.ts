import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { duplicate } from '../pages/duplicate.ts';
import type { Workspace } from '../pages/workspace.ts';
import type { TemplateName } from '../templates/page-template.ts';
import { lastPlaceIn } from '../tree/tree-places.ts';
import { attempt } from './page-acts.ts';

/** Makes a page with what comes with Weft, at the end of all pages, and goes there. Resolves with whether it did. */
export function beginWithTemplate(workspace: Workspace, name: TemplateName): Promise<boolean> {
  const { pages, documents } = workspace;
  return attempt(workspace, async () => {
    const id = await pages.create(endOfAll(workspace));
    await pages.made(id);
    await documents.fill(id, name);
    go(id, '');
  });
}

/** Makes a page that is as another one is now, with what lies in it, at the end of all pages, and goes there. */
export function beginWithPage(workspace: Workspace, page: PageNode): Promise<boolean> {
  const { pages } = workspace;
  return attempt(workspace, async () => {
    const title = pages.titleOf(page);
    const { signal } = new AbortController();
    const id = await duplicate(workspace, page, { title, signal, onProgress: () => undefined });
    const { place } = endOfAll(workspace);
    if (place) await pages.move(id, place);
    go(id, title);
  });
}

function endOfAll({ pages }: Workspace) {
  const { forest } = pages.get();
  return forest ? { place: lastPlaceIn(forest, null) } : {};
}

const go = (id: DocId, title: string): void => navigate(documentHref(id, title));
