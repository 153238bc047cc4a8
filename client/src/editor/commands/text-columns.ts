import { propValue } from '@weft/shared/model/block';
import { type BlockId, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { type Point, surfaceOf } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import type { Page } from '@weft/shared/model/page';
import type { BlockBinding } from '../binding/binding.ts';
import { $setShares } from './widths.ts';

/** As many as stand beside each other readably. */
export const MAX_COLUMNS = 5;

/** How much of both a column keeps when its neighbour gets wider. */
const LEAST_PART = 0.15;

/** The column that a block stands in, directly or nested in others. */
export function columnOf(page: Page, block: BlockId): BlockId | undefined {
  const surface = surfaceOf(page, block);
  return page.block(surface)?.type === 'column' ? surface : undefined;
}

/**
 * Takes an empty column away, and with it the layout once a single one is left: what is in that one stands where the
 * layout was. To be called inside `$run`.
 */
export function closeColumn({ page, writer }: BlockBinding, column: ContainerId): void {
  if (page.block(column)?.type !== 'column' || page.children(column).length > 0) return;
  const columns = page.parent(column) ?? PAGE;
  const [other, ...more] = page.children(columns).filter((id) => id !== column);
  if (other === undefined || more.length > 0) {
    removeBlocks(writer, other === undefined ? [columns] : [column]);
    return;
  }
  const container = page.parent(columns) ?? PAGE;
  const index = page.children(container).indexOf(columns);
  moveBlocks(writer, page.children(other), container, index);
  removeBlocks(writer, [columns]);
}

/** Puts an empty column after one; the caret goes into it. */
export function $addColumn(binding: BlockBinding, column: BlockId): void {
  const { page, writer } = binding;
  const columns = page.parent(column) ?? PAGE;
  const index = page.children(columns).indexOf(column);
  if (index < 0 || page.children(columns).length >= MAX_COLUMNS) return;
  binding.$run((): Point | undefined => {
    const content = { type: 'column', children: [{ type: 'text' }] };
    const [made = ''] = insertBlocks(writer, [content], columns, index + 1);
    const [block] = page.children(made);
    return block === undefined ? undefined : { block, offset: 0 };
  });
}

/** The share of the page that a column takes, of whatever all of them take together. */
export function shareOf({ page }: BlockBinding, column: BlockId): number {
  const block = page.block(column);
  return block ? Number(propValue(block, 'share')) : 1;
}

/** Moves the gap after a column: it takes `part`, from 0 to 1, of what both beside the gap take together. */
export function $divide(binding: BlockBinding, column: BlockId, next: BlockId, part: number): void {
  const [first, second] = divided(binding, column, next, part);
  $setShares(
    binding,
    new Map([
      [column, first],
      [next, second],
    ]),
  );
}

/** The shares that both would take then. */
export function divided(
  binding: BlockBinding,
  column: BlockId,
  next: BlockId,
  part: number,
): [number, number] {
  const sum = shareOf(binding, column) + shareOf(binding, next);
  const first = rounded(sum * Math.min(Math.max(part, LEAST_PART), 1 - LEAST_PART));
  return [first, rounded(sum - first)];
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
