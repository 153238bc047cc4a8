import { type BlockId, cellParts, type ContainerId } from '../block-id.ts';
import type { Page } from '../page.ts';
import type { Position } from '../position.ts';
import { NOWHERE, type Place } from '../registers.ts';
import type { Writer } from '../writer.ts';

/** Chains of hidden blocks longer than this are not followed. */
const MAX_CHAIN = 64;

/**
 * Places for `count` new blocks that are to be shown in `container` between `before` and `after`, neighbours as
 * they are shown. A neighbour may itself stand somewhere else, in a block that is hidden or cannot hold it:
 * the new ones then stand there with it, and so are shown beside it.
 */
export function placesBetween(
  writer: Writer,
  container: ContainerId,
  before: BlockId | undefined,
  after: BlockId | undefined,
  count: number,
): Place[] {
  const { page, positions } = writer;
  const [standsIn, left, right] = gap(page, container, before, after);
  const places: Place[] = [];
  let last = left;
  for (let i = 0; i < count; i++) {
    last = positions.between(last, right);
    places.push([standsIn, last]);
  }
  return places;
}

type Gap = readonly [ContainerId, Position | undefined, Position | undefined];

function gap(
  page: Page,
  container: ContainerId,
  before: BlockId | undefined,
  after: BlockId | undefined,
): Gap {
  if (before !== undefined && !(after !== undefined && standsUnder(page, after, before))) {
    const [standsIn, left] = page.place(before);
    const next = page.standing(standsIn).find((id) => page.place(id)[1] > left);
    const right = next === undefined ? undefined : page.place(next)[1];
    return usable([standsIn, left, right], page, container);
  }
  if (after !== undefined) {
    const [standsIn, right] = page.place(after);
    const previous = page.standing(standsIn).findLast((id) => page.place(id)[1] < right);
    const left = previous === undefined ? undefined : page.place(previous)[1];
    return usable([standsIn, left, right], page, container);
  }
  return atEnd(page, container);
}

/** A block of which there is nothing but text has no position, so nothing can be put beside it. */
function usable([standsIn, left, right]: Gap, page: Page, container: ContainerId): Gap {
  if (left === NOWHERE) return atEnd(page, container);
  return [standsIn, left, right === NOWHERE ? undefined : right];
}

function atEnd(page: Page, container: ContainerId): Gap {
  const positions = page.standing(container).map((id) => page.place(id)[1]);
  return [container, positions.findLast((position) => position !== NOWHERE), undefined];
}

/** Whether `block` says to stand in `ancestor`, or in something that does. */
function standsUnder(page: Page, block: BlockId, ancestor: BlockId): boolean {
  let [container] = page.place(block);
  for (let i = 0; i < MAX_CHAIN && container !== ''; i++) {
    const parent = cellParts(container)?.[0] ?? container;
    if (page.hostOf(parent) === ancestor) return true;
    [container] = page.place(parent);
  }
  return false;
}

/** Whether `container` is `block` or anything inside it, as shown. */
export function isInside(page: Page, container: ContainerId, block: BlockId): boolean {
  let inner: ContainerId | undefined = container;
  while (inner !== undefined && inner !== '') {
    const holder: BlockId = cellParts(inner)?.[0] ?? inner;
    if (holder === block) return true;
    inner = page.parent(holder);
  }
  return false;
}

/** A block and everything shown inside it: the block first, then its contents, in reading order. */
export function subtree(page: Page, block: BlockId): BlockId[] {
  const found: BlockId[] = [];
  const open = [block];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    found.push(id);
    for (const inner of inside(page, id).toReversed()) open.push(inner);
  }
  return found;
}

/** What is shown directly inside a block: a table's columns and rows, a row's cells' blocks, or its children. */
function inside(page: Page, block: BlockId): readonly BlockId[] {
  const parent = page.parent(block);
  const columns = parent === undefined ? [] : page.columns(parent);
  if (columns.length > 0) return columns.flatMap((column) => page.children(`${block}~${column}`));
  return [...page.columns(block), ...page.children(block)];
}

/** `blocks` without those that are inside another of them, in the order of the page. */
export function topLevel(page: Page, blocks: Iterable<BlockId>): BlockId[] {
  const chosen = new Set([...blocks].filter((block) => page.block(block) !== undefined));
  const top = [...chosen].filter((block) => !isUnderAny(page, block, chosen));
  const indexOf = indexer();
  return top
    .map((block) => ({ block, path: path(page, block, indexOf) }))
    .toSorted((a, b) => comparePaths(a.path, b.path))
    .map(({ block }) => block);
}

function isUnderAny(page: Page, block: BlockId, chosen: ReadonlySet<BlockId>): boolean {
  let container = page.parent(block);
  while (container !== undefined && container !== '') {
    const holder: BlockId = cellParts(container)?.[0] ?? container;
    if (chosen.has(holder)) return true;
    container = page.parent(holder);
  }
  return false;
}

type IndexOf = (list: readonly BlockId[], id: BlockId) => number;

/** Answers as `indexOf` does, but goes through each list once, however many of its ids are asked for. */
function indexer(): IndexOf {
  const known = new Map<readonly BlockId[], ReadonlyMap<BlockId, number>>();
  return (list, id) => {
    let indices = known.get(list);
    if (!indices) known.set(list, (indices = new Map(list.map((one, index) => [one, index]))));
    return indices.get(id) ?? -1;
  };
}

/** A block's index in its container, that of the container's block in its own, and so on, outermost first. */
function path(page: Page, block: BlockId, indexOf: IndexOf): number[] {
  const indices: number[] = [];
  let id: BlockId | undefined = block;
  while (id !== undefined && id !== '') {
    const container: ContainerId = page.parent(id) ?? '';
    indices.unshift(indexOf(page.children(container), id));
    const [row, column] = cellParts(container) ?? [];
    if (row !== undefined && column !== undefined) {
      indices.unshift(indexOf(page.columns(page.parent(row) ?? ''), column));
    }
    id = row ?? container;
  }
  return indices;
}

function comparePaths(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}
