import { expect, test } from 'vitest';
import { openPages } from '../pages/testing/open-pages.ts';
import { letterOf, pageOf } from '../tree/testing/forest.ts';
import { foundPages, markedPieces } from './finder-results.ts';

const excerpt = (text: string) => ({ block: 'b', text, marks: [] });
const result = (letter: string, text?: string) => ({
  page: pageOf(letter) as string,
  updatedAt: 1,
  ...(text !== undefined && { excerpt: excerpt(text) }),
});

function found(
  { pages }: ReturnType<typeof openPages>,
  query: string,
  recent: readonly string[] = [],
  results: Parameters<typeof foundPages>[3] = [],
): string[] {
  return foundPages(pages, query, recent, results).map(
    ({ page, excerpt: line }) => `${letterOf(page.id)}${line ? `: ${line.text}` : ''}`,
  );
}

test('SEARCH-3 APP-21 without words come the pages one was on last, and then those that were changed', () => {
  const opened = openPages('a\nb\nc');
  expect(found(opened, ' ', [pageOf('c'), pageOf('x')], [result('a'), result('c')])).toEqual([
    'c',
    'a',
  ]);
});

test('SEARCH-1 names that this device knows come at once, with their lines once the server has told them', () => {
  const opened = openPages('a\nb');
  opened.pages.entitle(pageOf('b'), 'Plan');
  expect(found(opened, 'pla')).toEqual(['b']);
  expect(found(opened, 'pla', [], [result('a', 'a plan'), result('b', 'the plan')])).toEqual([
    'b: the plan',
    'a: a plan',
  ]);
});

test('SEARCH-5 what is in the trash, or in no tree, is not found', async () => {
  const opened = openPages('a\nb');
  await opened.pages.trash(pageOf('a'));
  expect(found(opened, 'a', [], [result('a', 'a'), result('z', 'z'), result('b', 'b')])).toEqual([
    'b: b',
  ]);
  expect(found(openPages(undefined), 'a', [], [result('a')])).toEqual([]);
});

test('SEARCH-4 a line is shown in pieces, of which some are marked; marks that are none mark nothing', () => {
  const pieces = (marks: [number, number][]): string =>
    markedPieces({ text: 'the plan', marks })
      .map(({ text, isMarked }) => (isMarked ? `[${text}]` : text))
      .join('');
  expect(pieces([])).toBe('the plan');
  expect(
    pieces([
      [0, 3],
      [4, 8],
    ]),
  ).toBe('[the] [plan]');
  expect(
    pieces([
      [4, 99],
      [-1, 2],
    ]),
  ).toBe('the plan');
});
