import { type BlockId, cellParts } from '../block-id.ts';
import { blockLength, typeOf } from '../block.ts';
import type { Json, Run } from '../content.ts';
import type { Edit } from '../edit.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { planMerge } from './merge.ts';
import { subtree } from './place.ts';
import { planRemove } from './remove.ts';
import { planDeleteText, planFormat, planInsertText } from './text.ts';

/** A point in a page: an offset in a block's text. */
export interface Point {
  readonly block: BlockId;
  readonly offset: number;
}

/** From one point to another that is not before it, in reading order. */
export interface Range {
  readonly from: Point;
  readonly to: Point;
}

/**
 * Deletes what is between two points, and puts `runs` there instead. The first block keeps its type and gets what is
 * left of the last one. Parts of layouts are emptied rather than deleted, unless all of the layout is
 * in the range.
 */
export function replaceRange(writer: Writer, { from, to }: Range, runs: readonly Run[] = []): void {
  const { page } = writer;
  const edits: Edit[] = [];
  if (from.block === to.block) {
    edits.push(...planDeleteText(page, from.block, from.offset, to.offset));
  } else {
    const blocks = blocksBetween(page, from.block, to.block);
    edits.push(...planDeleteText(page, from.block, from.offset, Infinity));
    edits.push(...planEmpty(writer, blocks));
    edits.push(...planDeleteText(page, to.block, 0, to.offset));
    if (surfaceOf(page, from.block) === surfaceOf(page, to.block)) {
      edits.push(...planMerge(writer, from.block, to.block));
    }
  }
  if (runs.length > 0) edits.push(...planInsertText(page, from.block, from.offset, runs));
  writer.commit(edits);
}

/**
 * Sets or clears marks between two points.
 *
 * @param marks - `null` clears a mark
 */
export function formatRange(
  writer: Writer,
  range: Range,
  marks: { readonly [mark: string]: Json },
): void {
  writer.commit(
    textIn(writer.page, range).flatMap(({ block, from, to }) => {
      const shown = writer.page.block(block);
      if (!shown || typeOf(shown).text !== 'rich') return [];
      return planFormat(writer.page, block, from, to, marks);
    }),
  );
}

/** The parts of blocks' texts that a range covers, in reading order. */
export function textIn(
  page: Page,
  { from, to }: Range,
): { readonly block: BlockId; readonly from: number; readonly to: number }[] {
  if (from.block === to.block) return [{ block: from.block, from: from.offset, to: to.offset }];
  const length = (id: BlockId): number => {
    const block = page.block(id);
    return block ? blockLength(block) : 0;
  };
  return [
    { block: from.block, from: from.offset, to: length(from.block) },
    ...blocksBetween(page, from.block, to.block).map((block) => ({
      block,
      from: 0,
      to: length(block),
    })),
    { block: to.block, from: 0, to: to.offset },
  ];
}

/** The blocks that come after `first` and before `last` in reading order. */
function blocksBetween(page: Page, first: BlockId, last: BlockId): BlockId[] {
  const order = page.children('').flatMap((block) => subtree(page, block));
  const start = order.indexOf(first);
  // Nothing is between what is not on the page and anything else.
  return start < 0 ? [] : order.slice(start + 1, Math.max(order.indexOf(last), 0));
}

/** Deletes the blocks inside a range, or only the texts of those in a layout that reaches beyond it. */
function planEmpty(writer: Writer, blocks: readonly BlockId[]): Edit[] {
  const { page } = writer;
  const range = new Set(blocks);
  /** Layouts by whether all of them is in the range: a table is walked through once, not once for each of its cells. */
  const known = new Map<BlockId, boolean>();
  const isCovered = (layout: BlockId): boolean => {
    let covered = known.get(layout);
    if (covered === undefined) {
      covered = subtree(page, layout).every((part) => range.has(part));
      known.set(layout, covered);
    }
    return covered;
  };
  return blocks.flatMap((id) => {
    const block = page.block(id);
    if (!block) return [];
    const layout = layoutOf(page, id);
    if (layout === undefined || isCovered(layout)) return planRemove(writer, id);
    return typeOf(block).role === 'part' ? [] : planDeleteText(page, id, 0, Infinity);
  });
}

/** The outermost table or columns that `block` is, or is in. */
function layoutOf(page: Page, block: BlockId): BlockId | undefined {
  let found: BlockId | undefined;
  let id: BlockId | undefined = block;
  while (id !== undefined && id !== '') {
    const shown = page.block(id);
    if (shown && ['table', 'columns'].includes(typeOf(shown).holds)) found = id;
    const container: string = page.parent(id) ?? '';
    id = cellParts(container)?.[0] ?? container;
  }
  return found;
}

/** The surface that a block's line is on: the page, a column, a cell. */
export function surfaceOf(page: Page, block: BlockId): string {
  let container = page.parent(block) ?? '';
  while (container !== '' && !cellParts(container)) {
    if (page.block(container)?.type === 'column') return container;
    container = page.parent(container) ?? '';
  }
  return container;
}
