import { expect, test } from 'vitest';
import type { BlockContent, Run } from '../model/content.ts';
import { countsOf } from '../plain-text.ts';

const runs = (...words: string[]): Run[] => words.map((text) => ({ text, marks: {} }));
const line = (...words: string[]): BlockContent => ({ type: 'text', runs: runs(...words) });

test('TXT-3 words and characters are counted in every block, cell and nested line', () => {
  const table = { columns: [{}, {}], rows: [{ cells: [[line('a cell')], []] }] };
  const page = [
    {
      type: 'todo',
      props: { checked: true },
      runs: runs('don’t ', 'st', 'op'),
      children: [line('in it')],
    },
    { type: 'table', table },
  ];
  expect(countsOf(page, 'en')).toEqual({ words: 6, characters: 10 + 5 + 6 });
});

test('TXT-3 a word goes on over marks and ends with its line', () => {
  expect(countsOf([line('bo', 'ld'), line('new\nline')], 'en')).toEqual({
    words: 3,
    characters: 11,
  });
});

test('TXT-3 languages without spaces have words, and an emoji is one character', () => {
  expect(countsOf([line('我喜欢猫')], 'zh').words).toBeGreaterThan(1);
  expect(countsOf([line('👩‍👩‍👧é')], 'en').characters).toBe(2);
});

test('TXT-3 names in mentions count, TeX and markers do not', () => {
  const objects: Run[] = [
    { inline: { kind: 'mention', page: 'p', label: 'Great plan' }, marks: {} },
    { inline: { kind: 'equation', text: 'a b c' }, marks: {} },
  ];
  const page = [
    { type: 'numbered', props: { start: 4 }, runs: objects },
    { type: 'equation', runs: runs('x + y') },
  ];
  expect(countsOf(page, 'en')).toEqual({ words: 2, characters: 10 });
});
