import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { PageForest } from '../tree/page-forest.ts';
import type { TreePlace } from '../tree/tree-places.ts';
import type { Workspace } from './workspace.ts';

export interface DuplicateOptions {
  /** What the copy is called; what lies in it keeps its names. */
  readonly title: string;
  readonly signal: AbortSignal;
  /** Told before each page. */
  readonly onProgress: (done: number, all: number) => void;
}

/**
 * Copies a page and what lies in it, and puts the copy after it. Resolves with the copy's id; rejects where a page could not
 * be read or made, or the work was stopped: what was made until then goes into the trash.
 */
export async function duplicate(
  { pages, documents }: Pick<Workspace, 'pages' | 'documents'>,
  page: PageNode,
  { title, signal, onProgress }: DuplicateOptions,
): Promise<DocId> {
  const forest = pages.get().forest!;
  const all = subtree(forest, page);
  const copies = new Map<DocId, DocId>();
  try {
    for (const [done, original] of all.entries()) {
      signal.throwIfAborted();
      onProgress(done, all.length);
      const { icon, cover, format } = original;
      const id = await pages.create({
        place: placeOf(page, original, copies, forest),
        icon,
        cover,
        format,
      });
      copies.set(original.id, id);
      await pages.made(id);
      await documents.copy(original, id, signal);
      const name = original === page ? title : pages.titleOf(original);
      if (name !== '') await documents.rename({ id, format }, name);
    }
  } catch (error) {
    const made = copies.get(page.id);
    if (made !== undefined) await pages.trash(made).catch(() => undefined);
    throw error;
  }
  return copies.get(page.id)!;
}

/** The page and what is shown in it, what something lies in before that. */
function subtree(forest: PageForest, page: PageNode): PageNode[] {
  return [page, ...forest.shownIn(page.id).flatMap((inside) => subtree(forest, inside))];
}

/** The copy comes after the original; what lies in it is in the order of what lies in that. */
function placeOf(
  top: PageNode,
  original: PageNode,
  copies: ReadonlyMap<DocId, DocId>,
  forest: PageForest,
): TreePlace {
  if (original === top) return { parent: top.parent, after: top.id };
  const siblings = forest.shownIn(original.parent);
  const before = siblings[siblings.indexOf(original) - 1];
  const parent = copies.get(original.parent!)!;
  return { parent, after: (before && copies.get(before.id)) ?? null };
}
