import {
  type BlockId,
  cellOf,
  cellParts,
  type ContainerId,
  PAGE,
} from '@weft/shared/model/block-id';
import { insertTablePart, removeTablePart } from '@weft/shared/model/operations/table';
import type { Page } from '@weft/shared/model/page';
import type { Writer } from '@weft/shared/model/writer';
import type { TableOperationKind } from './model.ts';
import { textIn } from './weft-text.ts';

/** The cell that a block is shown in, directly or nested. */
export function cellAround(page: Page, block: BlockId): ContainerId | undefined {
  let container = page.parent(block);
  while (container !== undefined && container !== PAGE) {
    if (cellParts(container)) return container;
    container = page.parent(container);
  }
  return undefined;
}

/**
 * Changes the table around a block. The last row and the last column stay. Returns the letters of the cells that
 * were asked to be deleted.
 */
export function changeTable(writer: Writer, kind: TableOperationKind, block: BlockId): string {
  const { page } = writer;
  const [row, column] = cellParts(cellAround(page, block) ?? PAGE) ?? [];
  const table = row === undefined ? undefined : page.parent(row);
  if (row === undefined || column === undefined || table === undefined) return '';
  const axis = kind.endsWith('row') ? 'row' : 'column';
  const [part, parts, others] =
    axis === 'row'
      ? [row, page.children(table), page.columns(table)]
      : [column, page.columns(table), page.children(table)];
  if (kind.startsWith('insert')) {
    insertTablePart(writer, table, axis, parts.indexOf(part) + 1);
    return '';
  }
  if (parts.length < 2) return '';
  const cells = others.map((other) => (axis === 'row' ? cellOf(part, other) : cellOf(other, part)));
  const asked = textIn(
    page,
    cells.flatMap((cell) => page.children(cell)),
  );
  removeTablePart(writer, table, axis, part);
  return asked;
}
