import { typeOf } from '@weft/shared/model/block';
import { type BlockId, cellOf, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { Page } from '@weft/shared/model/page';

/**
 * How many cells of tables a page draws. A bare table of 1,000 rows and 1,000 columns is a small document and a million
 * elements, which no browser bears. Rows beyond it stay in the page and are not drawn.
 */
export const MAX_CELLS = 20_000;

/** Of tables that are not drawn whole, how many rows are; by what is on the page, which is another list after every change. */
const known = new WeakMap<readonly BlockId[], ReadonlyMap<BlockId, number>>();

/** The rows of a table that are drawn: tables get their cells in reading order, each before those inside of it. */
export function drawnRows(page: Page, table: BlockId): readonly BlockId[] {
  const content = page.children(PAGE);
  let cut = known.get(content);
  if (!cut) known.set(content, (cut = cutTables(page)));
  const rows = page.children(table);
  const count = cut.get(table);
  return count === undefined ? rows : rows.slice(0, count);
}

function cutTables(page: Page): Map<BlockId, number> {
  const cut = new Map<BlockId, number>();
  let left = MAX_CELLS;
  const walkTable = (table: BlockId): void => {
    const [rows, columns] = [page.children(table), page.columns(table)];
    // A row without cells is an element too.
    const width = Math.max(columns.length, 1);
    const count = Math.min(rows.length, Math.floor(left / width));
    left -= count * width;
    if (count < rows.length) cut.set(table, count);
    for (const row of rows.slice(0, count)) {
      for (const column of columns) walk(cellOf(row, column));
    }
  };
  const walk = (container: ContainerId): void => {
    for (const id of page.children(container)) {
      const block = page.block(id);
      if (block && typeOf(block).holds === 'table') walkTable(id);
      else walk(id);
    }
  };
  walk(PAGE);
  return cut;
}
