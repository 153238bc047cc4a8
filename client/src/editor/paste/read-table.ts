import type { Context } from './context.ts';
import { type Draft, draftOf, letters } from './draft.ts';
import { marksIn } from './element-marks.ts';
import { styleOf } from './inline-style.ts';
import { namedColorsOf } from './color-attributes.ts';

/** More cells than that would stop the page; such a table is read as lines. */
export const MAX_CELLS = 50_000;

/** How far one cell may reach. */
const MAX_SPAN = 200;

type Table = NonNullable<Draft['table']>;

/** What stands in one place of a table. */
interface Cell {
  readonly blocks: Draft[];
  readonly isHead: boolean;
}

/** A table, its caption before it; the blocks alone of one that only lays a page out. */
export function readTable(element: Element, context: Context): Draft[] {
  const table = element as HTMLTableElement;
  const rows = Array.from(table.rows);
  const caption = table.caption ? context.reading.blocksOf(table.caption, context) : [];
  if (/^(?:presentation|none)$/i.test(element.getAttribute('role') ?? '')) {
    return [...caption, ...rows.flatMap((row) => blocksOfRow(row, context))];
  }
  const grid = gridOf(rows, context);
  const width = grid.reduce((most, row) => Math.max(most, row.length), 0);
  if (width === 0) return caption;
  if (width * grid.length > MAX_CELLS) return [...caption, ...linesOf(grid)];
  const props = headsOf(table, grid);
  const columns = columnsOf(table, width);
  const content: Table = {
    columns,
    rows: grid.map((row, y) => ({
      ...withProps({ ...namedColorsOf(rows[y] as Element) }),
      cells: columns.map((_, x) => row[x]?.blocks ?? []),
    })),
  };
  return [...caption, { ...draftOf('table', { props }), table: content }];
}

/** `table` without the empty rows and columns at its end, of which spreadsheets copy many. */
export function trimTable(table: Table): Table {
  const isFilled = (cell: readonly Draft[] | undefined): boolean => (cell?.length ?? 0) > 0;
  const rows = table.rows.slice(0, 1 + table.rows.findLastIndex((row) => row.cells.some(isFilled)));
  const width = rows.reduce(
    (most, row) => Math.max(most, 1 + row.cells.findLastIndex(isFilled)),
    0,
  );
  return {
    columns: table.columns.slice(0, width),
    rows: rows.map((row) => ({ ...row, cells: row.cells.slice(0, width) })),
  };
}

/** Every row with a cell in each of its places; what reaches over several stands in the first of them. */
function gridOf(rows: readonly HTMLTableRowElement[], context: Context): Cell[][] {
  const grid: Cell[][] = rows.map(() => []);
  const empty: Cell = { blocks: [], isHead: false };
  let left = MAX_CELLS;
  for (const [y, row] of rows.entries()) {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y]?.[x]) x += 1;
      const isHead = cell.localName === 'th';
      const marks = marksIn(cell, styleOf(cell), { ...context, isTitle: isHead });
      const blocks = context.reading.blocksOf(cell, { ...context, marks, isTitle: isHead });
      // The cells that a reach adds are counted, as a few letters could make millions of them.
      const across = Math.min(spanOf(cell, 'colspan'), Math.max(left, 1));
      const most = Math.max(Math.floor(left / across), 1);
      const down = Math.min(spanOf(cell, 'rowspan'), rows.length - y, most);
      left -= across * down - 1;
      for (let dy = 0; dy < down; dy += 1) {
        for (let dx = 0; dx < across; dx += 1) (grid[y + dy] as Cell[])[x + dx] ??= empty;
      }
      (grid[y] as Cell[])[x] = { blocks, isHead };
    }
  }
  for (const row of grid) for (let x = 0; x < row.length; x += 1) row[x] ??= empty;
  return grid;
}

function spanOf(cell: Element, side: 'colspan' | 'rowspan' | 'span'): number {
  const span = Number(/^\d+$/.exec(cell.getAttribute(side) ?? '')?.[0] ?? 1);
  return Math.min(Math.max(span, 1), MAX_SPAN);
}

function headsOf(table: HTMLTableElement, grid: readonly Cell[][]): NonNullable<Draft['props']> {
  const [first = [], ...others] = grid;
  const isHeadRow =
    first.every(({ isHead }) => isHead) || (table.tHead !== null && table.tHead.rows.length > 0);
  const isHeadColumn = others.length > 0 && grid.every(([cell], y) => cell?.isHead ?? y === 0);
  return {
    ...(isHeadRow && { headerRow: true }),
    ...(isHeadColumn && first.length > 1 && { headerColumn: true }),
  };
}

function columnsOf(table: HTMLTableElement, count: number): Table['columns'] {
  const columns: Table['columns'] = [];
  for (const col of table.querySelectorAll(':scope > colgroup > col, :scope > col')) {
    const times = Math.min(spanOf(col, 'span'), count - columns.length);
    const width = Number(/^\d{1,5}$/.exec(col.getAttribute('width') ?? '')?.[0] ?? 0);
    const props = { ...(width > 0 && { width }), ...namedColorsOf(col) };
    for (let i = 0; i < times; i += 1) columns.push(withProps({ ...props }));
  }
  while (columns.length < count) columns.push({});
  return columns;
}

function withProps(props: NonNullable<Draft['props']>): { props?: NonNullable<Draft['props']> } {
  return Object.keys(props).length > 0 ? { props } : {};
}

function blocksOfRow(row: HTMLTableRowElement, context: Context): Draft[] {
  return Array.from(row.cells).flatMap((cell) => context.reading.blocksOf(cell, context));
}

/** Each row as a line with tabs between what stands in its cells; what is no text stands after it. */
function linesOf(grid: readonly Cell[][]): Draft[] {
  return grid.flatMap((row) => {
    const runs = row.flatMap(({ blocks }, x) => [
      ...(x === 0 ? [] : letters('\t')),
      ...blocks.flatMap((block) => (block.type === 'text' ? (block.runs ?? []) : [])),
    ]);
    const others = row.flatMap(({ blocks }) => blocks.filter(({ type }) => type !== 'text'));
    return [draftOf('text', { runs }), ...others];
  });
}
