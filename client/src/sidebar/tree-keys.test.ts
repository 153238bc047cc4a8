import { describe, expect, test } from 'vitest';
import { forestOf, pageOf } from '../tree/testing/forest.ts';
import { treeLines } from '../tree/tree-rows.ts';
import { lineNamed, treeKey } from './tree-keys.ts';

const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
/** The lines a, b (in a), c (closed, with d in it), e. */
const LINES = treeLines(forestOf('a\n  b\nc\n  d\ne'), (page) => page === pageOf('a'));

const keyAt = (at: number, key: string, more: Partial<typeof NONE> = {}, isForwards = true) =>
  treeKey(LINES, at, { key, ...NONE, ...more }, isForwards);
const focus = (index: number) => ({ act: 'focus', index });

describe('the keys of the tree', () => {
  test('TREE-18 arrows go along the lines and stay within them', () => {
    expect(keyAt(0, 'ArrowDown')).toEqual(focus(1));
    expect(keyAt(3, 'ArrowDown')).toEqual(focus(3));
    expect(keyAt(1, 'ArrowUp')).toEqual(focus(0));
    expect(keyAt(0, 'ArrowUp')).toEqual(focus(0));
    expect([keyAt(2, 'Home'), keyAt(0, 'End')]).toEqual([focus(0), focus(3)]);
  });

  test('TREE-18 inwards opens a page, then goes into it; outwards closes it, or goes out', () => {
    expect(keyAt(2, 'ArrowRight')).toEqual({ act: 'open' });
    expect(keyAt(0, 'ArrowRight')).toEqual(focus(1));
    expect(keyAt(3, 'ArrowRight')).toBeUndefined();
    expect(keyAt(0, 'ArrowLeft')).toEqual({ act: 'close' });
    expect(keyAt(1, 'ArrowLeft')).toEqual(focus(0));
    expect(keyAt(3, 'ArrowLeft')).toBeUndefined();
    expect(keyAt(2, 'ArrowLeft', {}, false)).toEqual({ act: 'open' });
  });

  test('TREE-18 pages are opened, renamed, put into the trash and moved without a pointer', () => {
    expect([keyAt(0, 'Enter'), keyAt(0, ' ')]).toEqual([{ act: 'visit' }, { act: 'visit' }]);
    expect(keyAt(0, 'F2')).toEqual({ act: 'rename' });
    expect(keyAt(0, 'Delete')).toEqual({ act: 'trash' });
    expect(keyAt(0, 'F10', { shiftKey: true })).toEqual({ act: 'menu' });
    for (const mod of ['ctrlKey', 'metaKey'] as const) {
      const moved = ['ArrowUp', 'ArrowDown', 'ArrowRight', 'ArrowLeft'].map((key) =>
        keyAt(0, key, { [mod]: true, shiftKey: true }),
      );
      expect(moved).toEqual(['up', 'down', 'in', 'out'].map((way) => ({ act: 'move', way })));
    }
  });

  test('TREE-18 other keys are the browser’s', () => {
    expect(keyAt(0, 'ArrowDown', { altKey: true })).toBeUndefined();
    expect(keyAt(0, 'Delete', { ctrlKey: true })).toBeUndefined();
    expect(keyAt(0, 'Tab')).toBeUndefined();
    expect(keyAt(9, 'Enter')).toBeUndefined();
  });
});

test('TREE-18 letters go to the next page that is called so, and on to the one after it', () => {
  const names = ['Plans', 'Ideas', 'People', 'Ärger'];
  expect(lineNamed(names, 0, 'p')).toBe(2);
  expect(lineNamed(names, 2, 'p')).toBe(0);
  expect(lineNamed(names, 2, 'pl')).toBe(0);
  expect(lineNamed(names, 2, 'pe')).toBe(2);
  expect(lineNamed(names, 0, 'ä')).toBe(3);
  expect(lineNamed(names, 0, 'x')).toBeUndefined();
});
