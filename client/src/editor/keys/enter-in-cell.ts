import { isEmptyText } from '@weft/shared/model/block';
import { type BlockId, cellOf } from '@weft/shared/model/block-id';
import type { Point } from '@weft/shared/model/operations/range';
import { insertTablePart } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../binding/binding.ts';
import { type CellPlace, cellPlaceOf, pointInCell } from '../selection/cell-place.ts';
import { neighbours, textAfter } from './lines.ts';

/**
 * Enter in a line of text in a cell goes to the cell below. After the last row it makes a new one, unless that row is
 * empty: then it leaves the table, as it leaves a list. Lists and code in cells have their own. Answers whether it did.
 */
export function $enterInCell(binding: BlockBinding, from: BlockId, to: BlockId): boolean {
  const { page, writer } = binding;
  const cell = cellPlaceOf(binding, from);
  if (!cell || binding.surfaceOf(from) !== cellOf(cell.row, cell.column)) return false;
  if (binding.surfaceOf(to) !== binding.surfaceOf(from)) return false;
  const type = page.block(to)?.type ?? 'text';
  if (type !== 'text' && !type.startsWith('heading')) return false;
  const { table, rowIndex, columnIndex } = cell;
  const rows = page.children(table).length;
  binding.$run(() => {
    if (rowIndex === rows - 1) {
      if (isEmptyRow(binding, cell)) return below(binding, table);
      insertTablePart(writer, table, 'row', rows);
    }
    return pointInCell(binding, table, rowIndex + 1, columnIndex, 'first');
  });
  return true;
}

/** The first row is never what somebody wants to leave behind. */
function isEmptyRow({ page }: BlockBinding, { table, row, rowIndex }: CellPlace): boolean {
  if (rowIndex === 0) return false;
  return page.columns(table).every((column) =>
    page.children(cellOf(row, column)).every((id) => {
      const block = page.block(id);
      return block?.type === 'text' && isEmptyText(block);
    }),
  );
}

function below(binding: BlockBinding, table: BlockId): Point | undefined {
  const { below: next } = neighbours(binding, table);
  return next?.kind === 'line'
    ? { block: next.facts.id, offset: 0 }
    : textAfter(binding, { id: table });
}
