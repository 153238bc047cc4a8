import { expect, test, vi } from 'vitest';
import { pageWith } from '../../testing/page-peer.ts';
import { cellOf } from '../block-id.ts';
import { insertBlocks } from './insert.ts';
import { topLevel } from './place.ts';
import { emptyTable } from './table.ts';

test('BLOCK-31 the outermost of chosen blocks come in reading order, whatever the order they are chosen in', () => {
  const { page, writer, ids } = pageWith(
    { type: 'quote', children: [{ type: 'text' }, { type: 'text' }] },
    emptyTable(2, 2),
    'last',
  );
  const [quote = '', table = '', last = ''] = ids;
  const cells = page
    .children(table)
    .flatMap((row) => page.columns(table).map((column) => cellOf(row, column)));
  const inCells = cells.map((cell) => insertBlocks(writer, [{ type: 'text' }], cell, 0)[0] ?? '');
  const inQuote = page.children(quote);
  const all = [...inQuote, ...inCells, last];
  expect(topLevel(page, all.toReversed())).toEqual(all);
  expect(topLevel(page, [last, ...all, table, quote, 'nobody'])).toEqual([quote, table, last]);
});

test('BLOCK-31 the place of each chosen block is looked up once, however many there are', () => {
  const { page, ids } = pageWith(...Array.from({ length: 200 }, (_, i) => `${i}`));
  const asked = vi.spyOn(page, 'children');
  expect(topLevel(page, ids.toReversed())).toEqual(ids);
  expect(asked.mock.calls.length).toBeLessThanOrEqual(ids.length);
});
