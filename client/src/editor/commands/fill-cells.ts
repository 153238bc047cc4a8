import { cellOf, type ContainerId } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { fillCells, insertTablePart } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../binding/binding.ts';
import { type CellPlace, pointInCell } from '../selection/cell-place.ts';
import { $caretCell } from './table-parts.ts';

/**
 * Puts the cells of a table into those of another one, from the caret's cell on, as spreadsheets do: what is in them goes,
 * and the table grows where it ends before. The caret goes to the last of them. Answers whether this is what was meant:
 * one table of more than a single cell, and a caret in a cell.
 */
export function $fillCells(binding: BlockBinding, contents: readonly BlockContent[]): boolean {
  const [only, ...others] = contents;
  const rows = only?.table?.rows ?? [];
  const width = only?.table?.columns.length ?? 0;
  const cell = $caretCell(binding);
  if (!cell || others.length > 0 || rows.length === 0 || rows.length * width < 2) return false;
  const cells = rows.map((row) => row.cells);
  binding.$run(() =>
    binding.writer.group(() => {
      fill(binding, cell, cells, width);
      const [lastRow, lastColumn] = [
        cell.rowIndex + cells.length - 1,
        cell.columnIndex + width - 1,
      ];
      return pointInCell(binding, cell.table, lastRow, lastColumn, 'last');
    }),
  );
  return true;
}

type Cells = readonly (readonly (readonly BlockContent[])[])[];

function fill(
  { page, writer }: BlockBinding,
  { table, rowIndex, columnIndex }: CellPlace,
  cells: Cells,
  width: number,
): void {
  for (let count = page.columns(table).length; count < columnIndex + width; count++) {
    insertTablePart(writer, table, 'column', count);
  }
  const [rows, columns] = [page.children(table), page.columns(table)];
  const filled = new Map<ContainerId, readonly BlockContent[]>();
  for (const [r, row] of cells.entries()) {
    const at = rows[rowIndex + r];
    if (at === undefined) {
      const before = Array.from({ length: columnIndex }, () => []);
      const end = page.children(table).length;
      insertTablePart(writer, table, 'row', end, { cells: [...before, ...row] });
      continue;
    }
    for (let c = 0; c < width; c++) {
      filled.set(cellOf(at, columns[columnIndex + c] ?? ''), row[c] ?? []);
    }
  }
  fillCells(writer, filled);
}
