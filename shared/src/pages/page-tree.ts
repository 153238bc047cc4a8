import type { DocumentFormat } from '../protocol/format.ts';
import type { DocId, SpaceId } from '../protocol/ids.ts';

/** A page's place and look. Its id is that of its document, which has the rest of it. Times in milliseconds since 1970. */
export interface PageNode {
  readonly id: DocId;
  readonly space: SpaceId;
  /** The page it lies in; `null` at the top of its space. */
  readonly parent: DocId | null;
  /** Among its siblings, compared by code unit; equal ones by id. */
  readonly position: string;
  /** An emoji; empty for none. */
  readonly icon: string;
  /** What is shown above the title; empty for none. */
  readonly cover: string;
  /** Follows the title of its document by a moment. */
  readonly title: string;
  readonly format: DocumentFormat;
  readonly createdAt: number;
  /** When it was put into the trash by itself; what lies in it is there with it. */
  readonly trashedAt: number | null;
}

/** The pages of all spaces, as decisions look at them. */
export interface PageTree {
  get(id: DocId): PageNode | undefined;
  /** Whether there was such a page, which was deleted for ever. */
  isGone(id: DocId): boolean;
  childrenOf(id: DocId): Iterable<PageNode>;
  hasSpace(space: SpaceId): boolean;
  /** Pages of a space, those in the trash too. */
  count(space: SpaceId): number;
}

/** The page, and then those it lies in, outwards. */
export function* ancestry(tree: PageTree, id: DocId): Generator<PageNode> {
  for (
    let node = tree.get(id);
    node;
    node = node.parent === null ? undefined : tree.get(node.parent)
  )
    yield node;
}

/** Whether a page is in the trash, by itself or with one it lies in. */
export function isTrashed(tree: PageTree, id: DocId): boolean {
  for (const { trashedAt } of ancestry(tree, id)) if (trashedAt !== null) return true;
  return false;
}

/** In the order in which siblings are shown. */
export function inOrder(a: PageNode, b: PageNode): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
