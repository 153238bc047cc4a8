import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { toggle, type Workspace } from '../pages/workspace.ts';
import { lastPlaceIn } from '../tree/tree-places.ts';
import { failureReason } from '../words/failure-words.ts';
import { message } from '../words/messages.ts';
import { nameOf } from './page-name.ts';

/** Does it, and tells if it fails. Resolves with whether it did not. */
export async function attempt(workspace: Workspace, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    workspace.notices.fail(message('tree.failed', { why: failureReason(error) }));
    return false;
  }
}

/** Makes a page in another, or at the top, and goes there. */
export async function addPage(workspace: Workspace, parent: DocId | null): Promise<void> {
  const { pages, notices, open } = workspace;
  const { forest } = pages.get();
  try {
    const place = forest && lastPlaceIn(forest, parent);
    const id = await pages.create(place ? { place } : {});
    if (parent !== null) toggle(open, parent, true);
    navigate(documentHref(id));
  } catch (error) {
    notices.fail(message('pages.create-failed', { why: failureReason(error) }));
  }
}

export async function restorePage(workspace: Workspace, page: PageNode): Promise<void> {
  const { pages, notices } = workspace;
  if (!(await attempt(workspace, () => pages.restore(page.id)))) return;
  notices.tell(message('tree.restored', { title: nameOf(pages, page) }));
}

/** Deletes a page for ever; whoever calls has asked. */
export function removePage(workspace: Workspace, page: PageNode): Promise<boolean> {
  return attempt(workspace, () => workspace.pages.remove(page.id));
}
