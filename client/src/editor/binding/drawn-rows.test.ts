import { cellOf, PAGE } from '@weft/shared/model/block-id';
import type { Page } from '@weft/shared/model/page';
import { made, rawPage, writeRaw } from '@weft/shared/testing/page-raw';
import { expect, test } from 'vitest';
import { MAX_CELLS } from './drawn-rows.ts';
import { type OutlineItem, outlineOf } from './outline.ts';

/** The registers of a table with nothing in its cells, not even empty blocks: it costs its rows and columns. */
function bareTable(
  table: string,
  container: string,
  place: number,
  [rows, columns]: readonly [number, number],
): Record<string, unknown> {
  const registers = made(table, container, place, 'table');
  // Blocks in one place stand in the order of their ids.
  const part = (kind: string, index: number): string =>
    `${table}-${kind}${String(index).padStart(5, '0')}`;
  for (let i = 0; i < columns; i++) {
    Object.assign(registers, made(part('c', i), table, 1, 'tableColumn'));
  }
  for (let i = 0; i < rows; i++) {
    Object.assign(registers, made(part('r', i), table, 1, 'tableRow'));
  }
  return registers;
}

function countCells(items: readonly OutlineItem[]): number {
  let count = 0;
  for (const item of items) {
    if (item.kind === 'cell') count += 1;
    if ('items' in item) count += countCells(item.items);
  }
  return count;
}

/** Of each table that stands directly on the page, how many rows are drawn. */
function rowsDrawn(page: Page): number[] {
  return outlineOf(page, PAGE).flatMap((item) => (item.kind === 'table' ? item.items.length : []));
}

test('BLOCK-17 however many rows and columns there are, no more cells are drawn than a browser bears', () => {
  const page = rawPage(
    {
      ...bareTable('a', PAGE, 1, [1000, 1000]),
      ...made('b', PAGE, 2),
      ...bareTable('c', PAGE, 3, [10, 1]),
    },
    { b: 'between' },
  );
  const items = outlineOf(page, PAGE);
  expect(items.map(({ kind }) => kind)).toEqual(['table', 'line', 'table']);
  expect(countCells(items)).toBe(MAX_CELLS);
  expect(rowsDrawn(page)).toEqual([MAX_CELLS / 1000, 0]);
  expect(page.children('a'), 'all are kept').toHaveLength(1000);
  expect(
    items.map(({ facts }) => facts.label),
    'how many are not drawn is said',
  ).toEqual(['+980', '', '+10']);
});

test('BLOCK-17 a row that does not fit whole is not drawn, and rows without columns count too', () => {
  const page = rawPage({
    ...bareTable('a', PAGE, 1, [30, MAX_CELLS / 20 - 1]),
    ...bareTable('b', PAGE, 2, [25, 0]),
  });
  expect(rowsDrawn(page)).toEqual([20, 20]);
});

test('BLOCK-17 a table in a cell takes from the same cells, whether its cell is drawn alone or with the page', () => {
  const outer = bareTable('a', PAGE, 1, [2, 1]);
  const cell = cellOf('a-r00000', 'a-c00000');
  const page = rawPage({
    ...outer,
    ...bareTable('b', cell, 1, [400, 400]),
    ...bareTable('c', PAGE, 2, [500, 400]),
  });
  expect(countCells(outlineOf(page, cell))).toBe(49 * 400);
  expect(countCells(outlineOf(page, PAGE))).toBe(49 * 400 + 2);
  expect(rowsDrawn(page)).toEqual([2, 0]);
  writeRaw(page, { 'b.gone': [1], 'a.gone': [1] });
  expect(rowsDrawn(page), 'they are free again').toEqual([50]);
});
