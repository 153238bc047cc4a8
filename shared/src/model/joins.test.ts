import { expect, test } from 'vitest';
import { outline } from '../testing/page-outline.ts';
import { at, made, rawPage, writeRaw } from '../testing/page-raw.ts';

const FOUR = { ...made('a', '', 1), ...made('b', '', 2), ...made('c', '', 3), ...made('d', '', 4) };
const LETTERS = { a: 'a', b: 'b', c: 'c', d: 'd' };

test('BLOCK-20 a block that is joined to another is shown in it, by order, then by id, with what was joined to it', () => {
  const page = rawPage(FOUR, LETTERS);
  writeRaw(page, { 'c.into': ['a', at(2)], 'd.into': ['a', at(1)] });
  expect(outline(page)).toEqual(['adc', 'b']);
  writeRaw(page, { 'd.into': ['a', at(2)], 'b.into': ['c', at(1)] });
  expect(outline(page)).toEqual(['acbd']);
  expect(page.members('a')).toEqual(['a', 'c', 'b', 'd']);
  expect(page.hostOf('b')).toBe('a');
});

test('BLOCK-20 what is inside a joined block is shown inside the one it was joined to', () => {
  const page = rawPage(
    { ...FOUR, 'c.at': ['b', at(1)], 'd.at': ['a', at(1)], 'b.into': ['a', at(1)] },
    LETTERS,
  );
  expect(outline(page)).toEqual(['ab', '  d', '  c']);
});

test('BLOCK-20 a join to a block that is hidden, has no text, or is not there does not count', () => {
  const page = rawPage(
    {
      ...FOUR,
      ...made('e', '', 5, 'divider'),
      'b.into': ['nobody', at(1)],
      'c.into': ['e', at(1)],
      'd.into': ['a', at(1)],
    },
    LETTERS,
  );
  expect(outline(page)).toEqual(['ad', 'b', 'c', '[divider]']);
  writeRaw(page, { 'a.gone': [1, 1, 0, 1000] });
  expect(outline(page)).toEqual(['b', 'c', 'd', '[divider]']);
});

test('BLOCK-20 a ring of joins is opened at its smallest id', () => {
  const page = rawPage(
    {
      ...FOUR,
      'b.into': ['d', at(1)],
      'd.into': ['c', at(1)],
      'c.into': ['b', at(1)],
      'a.into': ['c', at(2)],
    },
    LETTERS,
  );
  expect(outline(page)).toEqual(['bcda']);
  writeRaw(page, { 'a.into': ['a', at(1)] });
  expect(outline(page)).toEqual(['a', 'bcd']);
});

test('BLOCK-20 joins count again as soon as both texts are there', () => {
  const page = rawPage(
    { ...FOUR, 'b.into': ['x', at(1)], ...made('x', '', 9, 'of-a-newer-weft') },
    LETTERS,
  );
  expect(outline(page)).toEqual(['a', 'b', 'c', 'd', '[of-a-newer-weft]']);
  writeRaw(page, {}, { x: '' });
  expect(outline(page)).toEqual(['a', 'c', 'd', '[of-a-newer-weft] b']);
});
