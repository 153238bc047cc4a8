import type { BlockId } from '@weft/shared/model/block-id';
import type { Json } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { setProps } from '@weft/shared/model/operations/set-props';
import {
  type Axis,
  clearTablePart,
  duplicateTablePart,
  insertTablePart,
  moveTablePart,
  partsOf,
  removeTablePart,
} from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { firstPoint, pointBeside } from '../selection/caret-place.ts';
import { type CellPlace, cellPlaceOf, pointInCell } from '../selection/cell-place.ts';

/** A row or a column of a table. */
export interface TablePart {
  readonly table: BlockId;
  readonly axis: Axis;
  readonly id: BlockId;
}

/** The row or the column that a cell is in. */
export function partOf(cell: CellPlace, axis: Axis): TablePart {
  return { table: cell.table, axis, id: cell[axis] };
}

/** The cell that the caret is in, or the first block that is selected. */
export function $caretCell(binding: BlockBinding): CellPlace | undefined {
  const block = $selectionEnds()?.focus.block ?? $selectedBlocks()[0];
  return block === undefined ? undefined : cellPlaceOf(binding, block);
}

/** Where a row or a column is among its like; -1 if it is not there any more. */
export function indexOfPart({ page }: BlockBinding, { table, axis, id }: TablePart): number {
  return partsOf(page, table, axis).indexOf(id);
}

/** Puts empty rows or columns beside one; the caret goes into the first of them. */
export function $insertParts(
  binding: BlockBinding,
  part: TablePart,
  side: 'before' | 'after',
  count = 1,
): void {
  const at = indexOfPart(binding, part);
  if (at >= 0) $insertPartsAt(binding, part, side === 'before' ? at : at + 1, count);
}

/** Puts empty rows or columns into a table; the caret goes into the first of them. */
export function $insertPartsAt(
  binding: BlockBinding,
  { table, axis }: Pick<TablePart, 'table' | 'axis'>,
  index: number,
  count = 1,
): void {
  const { writer } = binding;
  const across = $indexAcross(binding, table, axis);
  binding.$run(() =>
    writer.group(() => {
      for (let i = 0; i < count; i++) insertTablePart(writer, table, axis, index + i);
      return pointAt(binding, table, axis, index, across);
    }),
  );
}

/** Moves a row or a column past the next one. */
export function $movePart(binding: BlockBinding, part: TablePart, by: -1 | 1): void {
  const at = indexOfPart(binding, part);
  if (at >= 0 && at + by >= 0) $movePartTo(binding, part, by < 0 ? at - 1 : at + 2);
}

/** Moves a row or a column to before the one that is at `index` now, or to the end. The caret stays with its letters. */
export function $movePartTo(binding: BlockBinding, part: TablePart, index: number): void {
  const { writer, page } = binding;
  const { table, axis, id } = part;
  const at = indexOfPart(binding, part);
  if (at < 0 || index === at || index === at + 1) return;
  if (index > partsOf(page, table, axis).length) return;
  binding.$run(() => moveTablePart(writer, table, axis, id, index));
}

/** Puts a copy of a row or a column after it; the caret goes there. */
export function $duplicatePart(binding: BlockBinding, part: TablePart): void {
  const { table, axis, id } = part;
  const across = $indexAcross(binding, table, axis);
  binding.$run(() => {
    const copy = duplicateTablePart(binding.writer, table, axis, id);
    if (copy === undefined) return undefined;
    return pointAt(binding, table, axis, indexOfPart(binding, { ...part, id: copy }), across);
  });
}

/** Empties the cells of a row or a column. */
export function $clearPart(binding: BlockBinding, part: TablePart): void {
  const { table, axis, id } = part;
  const across = $indexAcross(binding, table, axis);
  binding.$run(() => {
    clearTablePart(binding.writer, table, axis, id);
    return pointAt(binding, table, axis, indexOfPart(binding, part), across);
  });
}

/** Deletes a row or a column; the caret goes to its neighbour. The last one takes the table along. */
export function $removePart(binding: BlockBinding, part: TablePart): void {
  const { table, axis, id } = part;
  const at = indexOfPart(binding, part);
  if (at < 0) return;
  const across = $indexAcross(binding, table, axis);
  binding.$run(() => {
    const isLast = partsOf(binding.page, table, axis).length === 1;
    const beside = isLast ? pointBeside(binding, [table]) : undefined;
    removeTablePart(binding.writer, table, axis, id);
    if (isLast) return beside ?? firstPoint(binding);
    const next = Math.min(at, partsOf(binding.page, table, axis).length - 1);
    return pointAt(binding, table, axis, next, across);
  });
}

/** Colours all of a row or a column, or sets a table's headers. */
export function $setTableProps(
  binding: BlockBinding,
  id: BlockId,
  props: { readonly [prop: string]: Json | undefined },
): void {
  binding.$run(() => setProps(binding.writer, [id], props));
}

/** Where the caret's cell is on the other axis. */
function $indexAcross(binding: BlockBinding, table: BlockId, axis: Axis): number {
  const cell = $caretCell(binding);
  if (cell?.table !== table) return 0;
  return axis === 'row' ? cell.columnIndex : cell.rowIndex;
}

function pointAt(
  binding: BlockBinding,
  table: BlockId,
  axis: Axis,
  index: number,
  across: number,
): Point | undefined {
  return axis === 'row'
    ? pointInCell(binding, table, index, across, 'last')
    : pointInCell(binding, table, across, index, 'last');
}
