import { type BlockId, cellParts, PAGE } from '../block-id.ts';
import type { Edit } from '../edit.ts';
import type { Page } from '../page.ts';
import { MAX_DEPTH } from '../tree.ts';
import type { Writer } from '../writer.ts';
import { holdsBlocks, planMove } from './move.ts';
import { topLevel } from './place.ts';

/**
 * Nests blocks, with all that is in them, under the block before each run of neighbours. Runs whose
 * block before cannot hold any stay. Answers whether anything moved.
 */
export function indentBlocks(writer: Writer, blocks: Iterable<BlockId>): boolean {
  const { page } = writer;
  const edits = runs(page, topLevel(page, blocks)).flatMap((run): Edit[] => {
    const before = previous(page, run[0] ?? '');
    if (before === undefined || !holdsBlocks(page, before)) return [];
    if (depthOf(page, before) + 2 >= MAX_DEPTH) return [];
    return planMove(writer, run, before, page.children(before).length);
  });
  writer.commit(edits);
  return edits.length > 0;
}

/**
 * Takes blocks out of the block they are nested under and puts them after it. Nothing changes its line on the
 * screen: siblings that came after are nested under the last block that went out, if it can hold them.
 * Answers whether anything moved.
 */
export function outdentBlocks(writer: Writer, blocks: Iterable<BlockId>): boolean {
  const { page } = writer;
  const edits = runs(page, topLevel(page, blocks)).flatMap((run): Edit[] => {
    const parent = page.parent(run[0] ?? '');
    const outer = parent === undefined ? undefined : page.parent(parent);
    if (parent === undefined || outer === undefined || !isNest(page, parent)) return [];
    const last = run.at(-1) ?? '';
    const siblings = page.children(parent);
    const following = siblings.slice(siblings.indexOf(last) + 1);
    const index = page.children(outer).indexOf(parent) + 1;
    const out = planMove(writer, run, outer, index);
    if (following.length === 0 || !holdsBlocks(page, last)) return out;
    return [...out, ...planMove(writer, following, last, page.children(last).length)];
  });
  writer.commit(edits);
  return edits.length > 0;
}

/** Whether `container` is a block with blocks nested under it, and not a surface such as a cell or a column. */
function isNest(page: Page, container: string): boolean {
  if (container === PAGE || cellParts(container)) return false;
  return page.block(container)?.type !== 'column';
}

/** `blocks`, sorted already, in groups of neighbours. */
function runs(page: Page, blocks: readonly BlockId[]): BlockId[][] {
  const found: BlockId[][] = [];
  for (const block of blocks) {
    const run = found.at(-1);
    if (run && previous(page, block) === run.at(-1)) run.push(block);
    else found.push([block]);
  }
  return found;
}

function previous(page: Page, block: BlockId): BlockId | undefined {
  const siblings = page.children(page.parent(block) ?? '');
  return siblings[siblings.indexOf(block) - 1];
}

function depthOf(page: Page, block: BlockId): number {
  let depth = 0;
  let id: BlockId | undefined = block;
  while (id !== undefined && id !== '') {
    const container: string = page.parent(id) ?? '';
    id = cellParts(container)?.[0] ?? container;
    depth += 1;
  }
  return depth;
}
