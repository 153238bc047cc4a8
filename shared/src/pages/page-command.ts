import type { ErrorCode } from '../protocol/errors.ts';
import type { DocumentFormat } from '../protocol/format.ts';
import type { DocId, SpaceId } from '../protocol/ids.ts';
import { MAX_PAGE_DEPTH, MAX_PAGES } from '../protocol/limits.ts';
import { ancestry, isTrashed, type PageNode, type PageTree } from './page-tree.ts';

/** What somebody wants of the tree. */
export type PageCommand =
  /** There shall be this page. */
  | {
      readonly kind: 'put';
      readonly page: DocId;
      readonly space: SpaceId;
      readonly parent: DocId | null;
      readonly position: string;
      readonly format: DocumentFormat;
      readonly icon: string;
      readonly cover: string;
    }
  /** It shall be so; what is absent stays as it is. */
  | {
      readonly kind: 'patch';
      readonly page: DocId;
      readonly parent?: DocId | null | undefined;
      readonly position?: string | undefined;
      readonly icon?: string | undefined;
      readonly cover?: string | undefined;
      readonly trashed?: boolean | undefined;
    }
  /** It shall be gone for ever, with all that lay in it when the person looked. */
  | {
      readonly kind: 'remove';
      readonly page: DocId;
      /** Whether a page has changed since the person looked; nothing has where it is absent. */
      readonly isNews?: ((id: DocId) => boolean) | undefined;
    };

/** What a command comes to. */
export type PageDecision =
  | {
      readonly ok: true;
      /** Pages as they are from now on, those that are new too. */
      readonly changed: readonly PageNode[];
      /** Those that are gone for ever. */
      readonly gone: readonly DocId[];
    }
  | { readonly ok: false; readonly code: ErrorCode };

const NOTHING: PageDecision = { ok: true, changed: [], gone: [] };

/**
 * The one authority over the tree, on the server and in a browser that is ahead of it: no page ever lies in itself, in
 * nothing, or too deep, and no page vanishes that whoever deleted its surroundings had not seen.
 *
 * @param now milliseconds since 1970
 */
export function decide(tree: PageTree, command: PageCommand, now: number): PageDecision {
  if (tree.isGone(command.page))
    return command.kind === 'remove' ? NOTHING : refuse('document-deleted');
  if (command.kind === 'put') return put(tree, command, now);
  const node = tree.get(command.page);
  if (!node) return refuse('page-unknown');
  return command.kind === 'patch' ? patch(tree, node, command, now) : remove(tree, node, command);
}

function put(
  tree: PageTree,
  { page, space, parent, position, format, icon, cover }: PageCommand & { kind: 'put' },
  now: number,
): PageDecision {
  if (tree.get(page)) return NOTHING;
  if (!tree.hasSpace(space)) return refuse('space-unknown');
  if (tree.count(space) >= MAX_PAGES) return refuse('space-full');
  // Where its place is gone, or in the trash, it is at the top: somebody made it who did not know.
  const isThere = parent !== null && tree.get(parent)?.space === space && !isTrashed(tree, parent);
  let place = isThere ? parent : null;
  // Somebody else may have moved it down there meanwhile.
  while (place !== null && depthOf(tree, place) + 1 > MAX_PAGE_DEPTH)
    place = tree.get(place)!.parent;
  const node: PageNode = {
    id: page,
    space,
    parent: place,
    position,
    icon,
    cover,
    title: '',
    format,
    createdAt: now,
    trashedAt: null,
  };
  return { ok: true, changed: [node], gone: [] };
}

function patch(
  tree: PageTree,
  node: PageNode,
  wanted: PageCommand & { kind: 'patch' },
  now: number,
): PageDecision {
  const parent = wanted.parent === undefined ? node.parent : wanted.parent;
  if (wanted.parent !== undefined && parent !== null && parent !== node.parent) {
    const why = whyNot(tree, node, parent);
    if (why) return refuse(why);
  }
  const trashed = wanted.trashed ?? node.trashedAt !== null;
  const isRestored = node.trashedAt !== null && !trashed;
  const next: PageNode = {
    ...node,
    // What it lay in may have come into the trash too, or be gone.
    parent: isRestored && parent !== null && isTrashed(tree, parent) ? null : parent,
    position: wanted.position ?? node.position,
    icon: wanted.icon ?? node.icon,
    cover: wanted.cover ?? node.cover,
    trashedAt: trashed ? (node.trashedAt ?? now) : null,
  };
  const isSame = (Object.keys(next) as (keyof PageNode)[]).every((key) => next[key] === node[key]);
  return isSame ? NOTHING : { ok: true, changed: [next], gone: [] };
}

/** Why a page cannot lie in another one. */
function whyNot(tree: PageTree, node: PageNode, parent: DocId): ErrorCode | undefined {
  if (tree.isGone(parent)) return 'document-deleted';
  if (tree.get(parent)?.space !== node.space) return 'page-unknown';
  for (const { id } of ancestry(tree, parent)) if (id === node.id) return 'page-cycle';
  if (node.trashedAt === null && isTrashed(tree, parent)) return 'page-trashed';
  if (depthOf(tree, parent) + heightOf(tree, node.id) > MAX_PAGE_DEPTH) return 'page-too-deep';
  return undefined;
}

function remove(
  tree: PageTree,
  node: PageNode,
  { isNews = () => false }: PageCommand & { kind: 'remove' },
): PageDecision {
  if (!isTrashed(tree, node.id)) return refuse('page-not-trashed');
  const changed: PageNode[] = [];
  /** What goes of what lies in a page; `undefined` where some of it is news, and so none of it goes. */
  const goes = (id: DocId): DocId[] | undefined => {
    const inside = [...tree.childrenOf(id)].map((child) => ({ child, gone: goes(child.id) }));
    return isNews(id) || inside.some(({ gone }) => !gone)
      ? undefined
      : [id, ...inside.flatMap(({ gone }) => gone!)];
  };
  const gone = [node.id];
  for (const child of tree.childrenOf(node.id)) {
    const going = goes(child.id);
    if (going) gone.push(...going);
    // With all that lies in it: the person may not have seen that there.
    else changed.push({ ...child, parent: null });
  }
  return { ok: true, changed, gone };
}

/** Pages from the top down to this one. */
function depthOf(tree: PageTree, id: DocId): number {
  return [...ancestry(tree, id)].length;
}

/** Pages from this one down to the deepest in it. */
function heightOf(tree: PageTree, id: DocId): number {
  let deepest = 0;
  for (const child of tree.childrenOf(id)) deepest = Math.max(deepest, heightOf(tree, child.id));
  return deepest + 1;
}

function refuse(code: ErrorCode): PageDecision {
  return { ok: false, code };
}
