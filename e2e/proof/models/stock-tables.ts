import {
  $createTableNodeWithDimensions,
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $findCellNode,
  $findTableNode,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableRowNode,
  type TableCellNode,
  type TableNode,
} from '@lexical/table';
import { $createTextNode, type ElementNode, type LexicalNode } from 'lexical';
import type { TableOperationKind } from './model.ts';

/** A table of paragraphs. */
export function $createTable(rows: readonly (readonly string[])[]): TableNode {
  const table = $createTableNodeWithDimensions(rows.length, rows[0]?.length ?? 0, false);
  $rowsOf(table).forEach((cells, row) =>
    cells.forEach((cell, column) => {
      const paragraph = cell.getFirstChild<ElementNode>();
      const text = rows[row]?.[column] ?? '';
      if (text !== '') paragraph?.append($createTextNode(text));
    }),
  );
  return table;
}

/**
 * Changes the table around the selection, which is in `inside`. The last row and the last column stay.
 * Returns the letters of the cells that were asked to be deleted.
 */
export function $changeTable(kind: TableOperationKind, inside: LexicalNode): string {
  const cell = $findCellNode(inside);
  const table = cell && $findTableNode(cell);
  if (!table) return '';
  const rows = $rowsOf(table);
  const row = rows.findIndex((cells) => cells.some((each) => each.is(cell)));
  const column = rows[row]?.findIndex((each) => each.is(cell)) ?? 0;
  switch (kind) {
    case 'insert-row':
      $insertTableRowAtSelection(true);
      return '';
    case 'insert-column':
      $insertTableColumnAtSelection(true);
      return '';
    case 'delete-row': {
      if (rows.length < 2) return '';
      const asked = $textOf(rows[row] ?? []);
      $deleteTableRowAtSelection();
      return asked;
    }
    case 'delete-column': {
      if ((rows[row]?.length ?? 0) < 2) return '';
      const asked = $textOf(rows.flatMap((cells) => cells.slice(column, column + 1)));
      $deleteTableColumnAtSelection();
      return asked;
    }
  }
}

const $rowsOf = (table: TableNode): TableCellNode[][] =>
  table
    .getChildren()
    .filter($isTableRowNode)
    .map((row) => row.getChildren().filter($isTableCellNode));

const $textOf = (cells: readonly TableCellNode[]): string =>
  cells.map((cell) => cell.getTextContent()).join('');
