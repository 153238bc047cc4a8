import type { PageNode } from '@weft/shared/pages/page-tree';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { duplicate } from '../pages/duplicate.ts';
import { toggle, type Workspace } from '../pages/workspace.ts';
import type { TreePlace } from '../tree/tree-places.ts';
import { copyText } from '../widgets/copy-text.ts';
import { failureReason } from '../words/failure-words.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { attempt, restorePage } from './page-acts.ts';
import { nameOf } from './page-name.ts';

/** Moves a page, says where it is now, and can take it back. */
export async function movePage(
  workspace: Workspace,
  page: PageNode,
  place: TreePlace,
): Promise<void> {
  const { pages, notices, open } = workspace;
  const forest = pages.get().forest;
  const before = forest && placeOf(forest.childrenOf(page.parent), page);
  const outer = place.parent === null ? undefined : forest?.get(place.parent);
  // Before it moves: it would vanish for a moment, and the focus with it.
  if (outer) toggle(open, outer.id, true);
  if (!(await attempt(workspace, () => pages.move(page.id, place)))) return;
  const title = nameOf(pages, page);
  notices.tell(
    outer
      ? message('tree.moved', { title, place: nameOf(pages, outer) })
      : panelMessage('tree.moved-top', { title }),
    before && {
      label: panelMessage('tree.undo'),
      act: () => void attempt(workspace, () => pages.move(page.id, before)),
    },
  );
}

function placeOf(siblings: readonly PageNode[], { id, parent }: PageNode): TreePlace {
  const at = siblings.findIndex((one) => one.id === id);
  return { parent, after: siblings[at - 1]?.id ?? null };
}

/** Puts a page into the trash, with what lies in it; that can be taken back. */
export async function trashPage(workspace: Workspace, page: PageNode): Promise<void> {
  const { pages, notices } = workspace;
  if (!(await attempt(workspace, () => pages.trash(page.id)))) return;
  notices.tell(panelMessage('tree.trashed', { title: nameOf(pages, page) }), {
    label: panelMessage('tree.undo'),
    act: () => void restorePage(workspace, page),
  });
}

export async function renamePage(
  workspace: Workspace,
  page: PageNode,
  title: string,
): Promise<void> {
  await attempt(workspace, () => workspace.documents.rename(page, title));
}

export function setFavourite(workspace: Workspace, page: PageNode, isIn: boolean): void {
  toggle(workspace.favourites, page.id, isIn);
}

export function copyPageLink({ pages, notices }: Workspace, page: PageNode): void {
  const address = location.origin + documentHref(page.id, pages.titleOf(page));
  void copyText(address).then((isCopied) =>
    isCopied ? notices.tell(message('copied.link')) : notices.fail(message('copied.not')),
  );
}

/** Copies a page with all that lies in it, beside it; long work says how far it is, and can be stopped. */
export async function duplicatePage(workspace: Workspace, page: PageNode): Promise<void> {
  const { notices, pages } = workspace;
  const stopping = new AbortController();
  const title = nameOf(pages, page);
  try {
    const made = await duplicate(workspace, page, {
      signal: stopping.signal,
      title: panelMessage('tree.copy-of', { title }),
      onProgress: (done, all) =>
        notices.tell(
          panelMessage('tree.duplicating', { title, done: String(done), all: String(all) }),
          {
            label: message('tree.stop'),
            act: () => stopping.abort(),
          },
        ),
    });
    notices.tell(panelMessage('tree.duplicated', { title }));
    navigate(documentHref(made));
  } catch (error) {
    if (stopping.signal.aborted) notices.tell(panelMessage('tree.stopped'));
    else notices.fail(message('tree.failed', { why: failureReason(error) }));
  }
}
