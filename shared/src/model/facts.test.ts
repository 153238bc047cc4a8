import { expect, test } from 'vitest';
import { outline } from '../testing/page-outline.ts';
import { made, rawPage, writeRaw } from '../testing/page-raw.ts';

test('BLOCK-19 a block with letters is there unless each of them was deleted with it', () => {
  const page = rawPage(made('a', '', 1), { a: 'xyz' });
  const { client, clock } = page.strand('a')!._start!.id;
  for (const [gone, lines] of [
    [[9, client, clock, 3], []],
    [[9, client, clock, 1, client, clock + 1, 2], []],
    [[9, client, clock, 2], ['xyz (edited)']],
    [[9, client, clock + 1, 100], ['xyz (edited)']],
    [[9, client + 1, clock, 3], ['xyz (edited)']],
    [[9], ['xyz (edited)']],
    [undefined, ['xyz']],
  ] as const) {
    writeRaw(page, { 'a.gone': gone });
    expect(outline(page), `${JSON.stringify(gone)}`).toEqual(lines);
  }
});

test('BLOCK-19 a letter that was deleted by itself does not bring its block back', () => {
  const page = rawPage(made('a', '', 1), { a: 'xyz' });
  const { client, clock } = page.strand('a')!._start!.id;
  writeRaw(page, { 'a.gone': [9, client, clock, 2] });
  page.strand('a')!.delete(2, 1);
  expect(outline(page)).toEqual([]);
});

test('BLOCK-19 a block without letters is there if it has a place, is not gone, and something to show', () => {
  const page = rawPage(
    {
      ...made('a', '', 1),
      ...made('b', '', 2),
      ...made('c', '', 3, 'divider'),
      ...made('d', '', 4, 'of-a-newer-weft'),
    },
    { a: '' },
  );
  expect(outline(page), 'b has neither a strand nor a type without text').toEqual([
    '',
    '[divider]',
    '[of-a-newer-weft]',
  ]);
  writeRaw(page, { 'a.gone': [9], 'c.at': undefined, 'd.gone': [9] });
  expect(outline(page)).toEqual([]);
});
