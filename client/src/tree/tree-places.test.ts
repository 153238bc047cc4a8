import { describe, expect, test } from 'vitest';
import { isPosition, PositionSource } from '@weft/shared/model/position';
import { seededRandom } from '@weft/shared/testing/random';
import type { PageForest } from './page-forest.ts';
import { forestOf, letterOf, nodeNamed, pageOf } from './testing/forest.ts';
import {
  fits,
  lastPlaceIn,
  placeByKey,
  placeInGap,
  positionAt,
  type TreePlace,
} from './tree-places.ts';
import { treeLines } from './tree-rows.ts';

const OUTLINE = `
a
  b
    c
  d
e
f
`;
const written = (place: TreePlace | undefined): unknown =>
  place && [letterOf(place.parent), letterOf(place.after)];
const positions = (): PositionSource => {
  const random = seededRandom(1);
  return new PositionSource(() => random.next());
};

describe('lines', () => {
  const lettersOf = (forest: PageForest, open: string): string[] =>
    treeLines(forest, (page) => open.includes(letterOf(page)!)).map(
      ({ page, level, place, siblings, hasInside, isOpen }) =>
        `${letterOf(page.id)}${level} ${place}/${siblings}${hasInside ? (isOpen ? ' open' : ' closed') : ''}`,
    );

  test('TREE-15 what lies in a closed page has no line', () => {
    expect(lettersOf(forestOf(OUTLINE), '')).toEqual(['a1 1/3 closed', 'e1 2/3', 'f1 3/3']);
    expect(lettersOf(forestOf(OUTLINE), 'ab')).toEqual([
      'a1 1/3 open',
      'b2 1/2 open',
      'c3 1/1',
      'd2 2/2',
      'e1 2/3',
      'f1 3/3',
    ]);
  });

  test('TREE-15 what is in the trash has no line, and leaves nothing to open', () => {
    const forest = forestOf(OUTLINE);
    forest.set({ ...forest.get(pageOf('c'))!, trashedAt: 1 });
    forest.set({ ...forest.get(pageOf('e'))!, trashedAt: 1 });
    expect(lettersOf(forest, 'abcdef')).toEqual(['a1 1/2 open', 'b2 1/2', 'd2 2/2', 'f1 2/2']);
  });
});

describe('keys', () => {
  const forest = forestOf(OUTLINE);
  const by = (letter: string, way: Parameters<typeof placeByKey>[2]): unknown =>
    written(placeByKey(forest, forest.get(pageOf(letter))!, way));

  test('TREE-16 a page moves among its siblings, into the one before, and out after what it lies in', () => {
    expect([by('f', 'up'), by('e', 'up'), by('a', 'up')]).toEqual([
      [null, 'a'],
      [null, null],
      undefined,
    ]);
    expect([by('a', 'down'), by('f', 'down')]).toEqual([[null, 'e'], undefined]);
    expect([by('d', 'in'), by('e', 'in'), by('a', 'in')]).toEqual([
      ['b', 'c'],
      ['a', 'd'],
      undefined,
    ]);
    expect([by('c', 'out'), by('b', 'out'), by('a', 'out')]).toEqual([
      ['a', 'b'],
      [null, 'a'],
      undefined,
    ]);
  });
});

describe('dropping', () => {
  const forest = forestOf(OUTLINE);
  const gap = (letters: string, level: number, open = 'ab'): unknown => {
    const lines = treeLines(forest, (page) => open.includes(letterOf(page)!));
    const line = (letter = ' ') => lines.find(({ page }) => page.id === pageOf(letter));
    return written(placeInGap(forest, { above: line(letters[0]), below: line(letters[1]) }, level));
  };

  test('TREE-16 between two lines a page lands as deep as it is held, as far as that can be', () => {
    expect(gap(' a', 3)).toEqual([null, null]);
    expect(gap('ab', 1)).toEqual(['a', null]);
    expect([gap('cd', 4), gap('cd', 3), gap('cd', 2), gap('cd', 1)]).toEqual([
      ['c', null],
      ['b', 'c'],
      ['a', 'b'],
      ['a', 'b'],
    ]);
    expect([gap('de', 3), gap('de', 2), gap('de', 1)]).toEqual([
      ['d', null],
      ['a', 'd'],
      [null, 'a'],
    ]);
    expect([gap('f ', 9), gap('f ', 1), gap('f ', -2)]).toEqual([
      ['f', null],
      [null, 'f'],
      [null, 'f'],
    ]);
  });

  test('TREE-16 below a closed page it lands after it, or as the last in it', () => {
    expect([gap('ae', 1, ''), gap('ae', 2, '')]).toEqual([
      [null, 'a'],
      ['a', 'd'],
    ]);
  });

  test('TREE-16 a page fits neither in itself nor in what lies in it, nor in the trash', () => {
    const into = (letter: string | null) => ({
      parent: letter === null ? null : pageOf(letter),
      after: null,
    });
    expect(['a', 'b', 'c', 'e', null].map((one) => fits(forest, pageOf('a'), into(one)))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
    const other = forestOf(OUTLINE);
    other.set({ ...other.get(pageOf('e'))!, trashedAt: 1 });
    expect(fits(other, pageOf('a'), into('e'))).toBe(false);
  });
});

test('TREE-7 TREE-16 a position puts a page where it was asked for, also beside pages that share one', () => {
  const forest = forestOf('a\nb\nc\nd');
  forest.set(nodeNamed('c', { position: forest.get(pageOf('b'))!.position }));
  const source = positions();
  for (const [letter, after] of [
    ['d', null],
    ['d', 'a'],
    ['a', 'b'],
    ['a', 'c'],
    ['b', 'd'],
  ] as const) {
    const place = { parent: null, after: after === null ? null : pageOf(after) };
    const position = positionAt(forest, source, place, pageOf(letter));
    expect(isPosition(position)).toBe(true);
    forest.set({ ...forest.get(pageOf(letter))!, position });
    const order = forest.childrenOf(null).map(({ id }) => letterOf(id));
    const at = order.indexOf(letter);
    // What shares a position with its neighbour stays beside it.
    if (after === null) expect(at).toBe(0);
    else expect(at).toBeGreaterThan(order.indexOf(after));
  }
  const stays = forestOf('a\nb\nc');
  for (const letter of ['a', 'b', 'c']) {
    const page = pageOf(letter);
    const position = positionAt(stays, source, { parent: null, after: page }, page);
    stays.set({ ...stays.get(page)!, position });
    expect(stays.childrenOf(null).map(({ id }) => letterOf(id))).toEqual(['a', 'b', 'c']);
  }
  expect(positionAt(forest, source, lastPlaceIn(forest, pageOf('a')))).toMatch(/./);
});
