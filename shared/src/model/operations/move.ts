import { type BlockId, type ContainerId, PAGE } from '../block-id.ts';
import { typeOf } from '../block.ts';
import type { Edit } from '../edit.ts';
import { cellParts } from '../block-id.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { isInside, placesBetween, topLevel } from './place.ts';

/**
 * Moves blocks with all that is in them into `container`, where they are shown one after another from `index` on, an
 * index among the blocks that are there now. Answers false, and changes nothing, if that would put a block
 * into itself, or if the container cannot hold it.
 */
export function moveBlocks(
  writer: Writer,
  blocks: Iterable<BlockId>,
  container: ContainerId,
  index: number,
): boolean {
  const { page } = writer;
  const top = topLevel(page, blocks);
  const fits = top.every(
    (block) => typeRole(page, block) === 'content' && !isInside(page, container, block),
  );
  if (!fits || !holdsBlocks(page, container)) return false;
  writer.commit(planMove(writer, top, container, index));
  return true;
}

/** The edits that put `blocks` into `container` at `index`. */
export function planMove(
  writer: Writer,
  blocks: readonly BlockId[],
  container: ContainerId,
  index: number,
  siblings: readonly BlockId[] = writer.page.children(container),
): Edit[] {
  const moving = new Set(blocks);
  const before = siblings.slice(0, index).findLast((id) => !moving.has(id));
  const after = siblings.slice(index).find((id) => !moving.has(id));
  const places = placesBetween(writer, container, before, after, blocks.length);
  return blocks.map((block, i) => ({ kind: 'set', block, prop: 'at', value: places[i] ?? null }));
}

/** Whether blocks of any type may stand in `container`. */
export function holdsBlocks(page: Page, container: ContainerId): boolean {
  if (container === PAGE) return true;
  const [row, column] = cellParts(container) ?? [];
  if (row !== undefined && column !== undefined) {
    const table = page.parent(row);
    return table !== undefined && page.columns(table).includes(column);
  }
  const block = page.block(container);
  if (!block) return false;
  const { holds, role } = typeOf(block);
  if (role === 'part' && block.type !== 'column') return false;
  return holds === 'blocks' || (holds === 'toggled' && block.props['toggle'] === true);
}

function typeRole(page: Page, block: BlockId): 'content' | 'part' {
  const shown = page.block(block);
  return shown ? typeOf(shown).role : 'part';
}
