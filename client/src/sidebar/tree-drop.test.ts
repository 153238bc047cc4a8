import { expect, test } from 'vitest';
import { forestOf, letterOf, pageOf } from '../tree/testing/forest.ts';
import { treeLines } from '../tree/tree-rows.ts';
import { dropAt } from './tree-drop.ts';

/** a, b (in a), c (in b), d: all open. */
const FOREST = forestOf('a\n  b\n    c\nd');
const LINES = treeLines(FOREST, () => true);

function drop(moving: string, lines: number, level = 1): string | undefined {
  const found = dropAt(FOREST, LINES, pageOf(moving), { lines, level });
  if (!found) return undefined;
  const { place, mark } = found;
  const where =
    mark.kind === 'in' ? `in ${letterOf(mark.page)}` : `gap ${mark.index} level ${mark.level}`;
  return `${letterOf(place.parent) ?? 'top'} after ${letterOf(place.after) ?? '-'}: ${where}`;
}

test('TREE-16 the middle of a line is the page, which what is dropped there goes into', () => {
  expect(drop('d', 0.5)).toBe('a after b: in a');
  expect(drop('d', 2.5)).toBe('c after -: in c');
});

test('TREE-16 between lines it lands as deep as it is held, where that can be', () => {
  expect(drop('d', 0.05)).toBe('top after -: gap 0 level 1');
  expect(drop('d', 0.95, 5)).toBe('a after -: gap 1 level 2');
  expect(drop('d', 2.95, 1)).toBe('top after a: gap 3 level 1');
  expect(drop('d', 2.95, 2)).toBe('a after b: gap 3 level 2');
  expect(drop('d', 3.05, 4)).toBe('c after -: gap 3 level 4');
});

test('TREE-16 below the last line it lands at the end', () => {
  expect(drop('a', 9, 1)).toBe('top after d: gap 4 level 1');
});

test('TREE-16 nothing lands in itself, or in what lies in it', () => {
  expect(drop('a', 1.5)).toBeUndefined();
  expect(drop('a', 0.5)).toBeUndefined();
  expect(drop('b', 2.95, 4)).toBeUndefined();
});
