import { blockLength } from '@weft/shared/model/block';
import {
  type BlockId,
  cellOf,
  cellParts,
  type ContainerId,
  PAGE,
} from '@weft/shared/model/block-id';
import { type Point, surfaceOf } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { edgeLine, type OutlineItem } from '../binding/outline.ts';
import { besideBlock } from './block-range.ts';

/** A cell, and where in its table it is. */
export interface CellPlace {
  readonly table: BlockId;
  readonly row: BlockId;
  readonly column: BlockId;
  readonly rowIndex: number;
  readonly columnIndex: number;
}

/** The innermost cell that a block, or the line of an empty surface, is in. */
export function cellPlaceOf(binding: BlockBinding, block: BlockId): CellPlace | undefined {
  const { page } = binding;
  for (let surface = binding.surfaceOf(block); surface !== PAGE;) {
    const parts = cellParts(surface);
    if (parts) return placeOfCell(binding, ...parts);
    surface = surfaceOf(page, surface);
  }
  return undefined;
}

function placeOfCell({ page }: BlockBinding, row: BlockId, column: BlockId): CellPlace | undefined {
  const table = page.parent(row) ?? PAGE;
  const rowIndex = page.children(table).indexOf(row);
  const columnIndex = page.columns(table).indexOf(column);
  if (rowIndex < 0 || columnIndex < 0) return undefined;
  return { table, row, column, rowIndex, columnIndex };
}

/** The start of a cell's first line, or the end of its last one; `undefined` if there is no cell or no text in it. */
export function pointInCell(
  binding: BlockBinding,
  table: BlockId,
  rowIndex: number,
  columnIndex: number,
  edge: 'first' | 'last',
): Point | undefined {
  const { page } = binding;
  const [row, column] = [page.children(table)[rowIndex], page.columns(table)[columnIndex]];
  if (row === undefined || column === undefined) return undefined;
  return pointInSurface(binding, cellOf(row, column), edge);
}

/** The start of the first line of a cell or a column, or the end of its last one; `undefined` if there is no text in it. */
export function pointInSurface(
  binding: BlockBinding,
  surface: ContainerId,
  edge: 'first' | 'last',
): Point | undefined {
  const items = binding.outline(surface);
  if (items.length === 0) return { block: binding.emptyLine(surface).facts.id, offset: 0 };
  return pointIn(binding, items, edge);
}

/** Where the caret goes that leaves a layout upwards or downwards; `undefined` if there is no line beyond it. */
export function pointBeyond(
  binding: BlockBinding,
  layout: BlockId,
  direction: 'up' | 'down',
): Point | undefined {
  const beside = besideBlock(binding, layout, direction);
  if (beside === undefined) return undefined;
  const item = binding
    .outline(surfaceOf(binding.page, beside))
    .find(({ facts }) => facts.id === beside);
  return item && pointIn(binding, [item], direction === 'up' ? 'last' : 'first');
}

function pointIn(
  { page }: BlockBinding,
  items: readonly OutlineItem[],
  edge: 'first' | 'last',
): Point | undefined {
  for (const item of edge === 'first' ? items : items.toReversed()) {
    const block = edgeLine(item, edge);
    if (block === undefined) continue;
    const shown = page.block(block);
    return { block, offset: edge === 'last' && shown ? blockLength(shown) : 0 };
  }
  return undefined;
}
