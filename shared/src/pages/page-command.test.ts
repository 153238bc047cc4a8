import { describe, expect, test } from 'vitest';
import type { DocId } from '../protocol/ids.ts';
import { MAX_PAGE_DEPTH } from '../protocol/limits.ts';
import { seededRandom } from '../testing/random.ts';
import type { PageCommand } from './page-command.ts';
import { ancestry, inOrder, isTrashed } from './page-tree.ts';
import { ForestOfPages, OTHER_SPACE, pageId, SPACE } from '../testing/page-forest.ts';

const put = (number: number, parent?: number): PageCommand => ({
  kind: 'put',
  page: pageId(number),
  space: SPACE,
  parent: parent === undefined ? null : pageId(parent),
  position: `a${number}`,
  format: 'blocks',
  icon: '',
  cover: '',
});
const move = (number: number, parent: number | null): PageCommand => ({
  kind: 'patch',
  page: pageId(number),
  parent: parent === null ? null : pageId(parent),
});
const trash = (number: number, trashed = true): PageCommand => ({
  kind: 'patch',
  page: pageId(number),
  trashed,
});
const remove = (number: number, ...news: number[]): PageCommand => ({
  kind: 'remove',
  page: pageId(number),
  isNews: (id) => news.some((one) => pageId(one) === id),
});

/** Pages in each other: `[1, 2, 3]` is 3 in 2 in 1. */
function forest(...lines: number[][]): ForestOfPages {
  const made = new ForestOfPages();
  for (const line of lines)
    line.forEach((number, i) => made.do(put(number, i === 0 ? undefined : line[i - 1])));
  return made;
}

describe('making', () => {
  test('TREE-1 a page is where it was asked for, and the same again changes nothing, whatever it says', () => {
    const made = forest([1, 2]);
    expect(made.place(2)).toBe(1);
    expect(made.do(put(2))).toEqual([]);
    expect(made.place(2)).toBe(1);
  });

  test('TREE-1 in a space that is not there no page is made', () => {
    const command = { ...put(1), space: OTHER_SPACE } as PageCommand;
    expect(forest().refused(command)).toBe('space-unknown');
  });

  test('TREE-4 a page made in one that is in the trash, gone or unknown is at the top', () => {
    const made = forest([1, 2, 3], [4]);
    made.do(trash(1));
    made.do(put(10, 3), put(11, 99));
    made.do(trash(4), remove(4), put(12, 4));
    expect([made.place(10), made.place(11), made.place(12)]).toEqual([null, null, null]);
  });

  test('TREE-3 pages lie in each other as deep as fifty; one that is made deeper is put as deep as there is room', () => {
    const deep = Array.from({ length: MAX_PAGE_DEPTH }, (_, i) => i + 1);
    const made = forest(deep);
    expect(made.place(MAX_PAGE_DEPTH)).toBe(MAX_PAGE_DEPTH - 1);
    made.do(put(100, MAX_PAGE_DEPTH));
    expect(made.place(100)).toBe(MAX_PAGE_DEPTH - 1);
  });
});

describe('changing', () => {
  test('TREE-2 what is not named stays as it is', () => {
    const made = forest([1]);
    made.do(
      { kind: 'patch', page: pageId(1), icon: '🌱' },
      { kind: 'patch', page: pageId(1), cover: 'sea' },
    );
    expect(made.get(pageId(1))).toMatchObject({ icon: '🌱', cover: 'sea', position: 'a1' });
    expect(made.do({ kind: 'patch', page: pageId(1), icon: '🌱' })).toEqual([]);
  });

  test('TREE-3 a page lies neither in itself nor in what lies in it, and not in another space', () => {
    const made = forest([1, 2, 3]);
    expect(made.refused(move(1, 1))).toBe('page-cycle');
    expect(made.refused(move(1, 3))).toBe('page-cycle');
    expect(made.refused(move(1, 9))).toBe('page-unknown');
    expect(made.refused(move(9, 1))).toBe('page-unknown');
    expect(made.place(1)).toBe(null);
  });

  test('TREE-3 a page is not moved so deep that what lies in it would be too deep', () => {
    const deep = Array.from({ length: MAX_PAGE_DEPTH - 1 }, (_, i) => i + 1);
    const made = forest(deep, [100, 101]);
    expect(made.refused(move(100, MAX_PAGE_DEPTH - 1))).toBe('page-too-deep');
    made.do(move(101, null), move(100, MAX_PAGE_DEPTH - 1));
    expect(made.place(100)).toBe(MAX_PAGE_DEPTH - 1);
  });
});

test('TREE-7 siblings are shown by position, compared by code unit, then by id', () => {
  const made = forest([1], [2], [3]);
  const at = (number: number, position: string): PageCommand => ({
    kind: 'patch',
    page: pageId(number),
    position,
  });
  made.do(at(3, 'Zb'), at(1, 'a0'), at(2, 'a0'));
  const shown = made.all().toSorted(inOrder);
  expect(shown.map(({ position }) => position)).toEqual(['Zb', 'a0', 'a0']);
  expect(shown[1]!.id < shown[2]!.id).toBe(true);
});

describe('the trash', () => {
  test('TREE-4 what lies in a page goes with it, and comes back with it', () => {
    const made = forest([1, 2, 3]);
    made.do(trash(2));
    expect([1, 2, 3].map((one) => isTrashed(made, pageId(one)))).toEqual([false, true, true]);
    made.do(trash(2, false));
    expect([1, 2, 3].map((one) => isTrashed(made, pageId(one)))).toEqual([false, false, false]);
    expect(made.place(2)).toBe(1);
  });

  test('TREE-4 what was put there before, by itself, stays there', () => {
    const made = forest([1, 2]);
    made.do(trash(2), trash(1), trash(1, false));
    expect(isTrashed(made, pageId(2))).toBe(true);
  });

  test('TREE-4 a page whose place is in the trash or gone comes back at the top', () => {
    const made = forest([1, 2], [3, 4]);
    made.do(trash(2), trash(1), trash(2, false));
    expect([made.place(2), isTrashed(made, pageId(2))]).toEqual([null, false]);
    made.do(trash(4), trash(3), remove(3, 4), trash(4, false));
    expect([made.place(4), isTrashed(made, pageId(4))]).toEqual([null, false]);
  });

  test('TREE-4 nothing is moved into the trash but by putting it there', () => {
    const made = forest([1], [2], [3]);
    made.do(trash(1));
    expect(made.refused(move(2, 1))).toBe('page-trashed');
    made.do(trash(2), move(2, 1));
    expect(made.place(2)).toBe(1);
  });
});

describe('deleting for ever', () => {
  test('TREE-5 only what is in the trash is deleted, with all that lies in it, and its id never comes back', () => {
    const made = forest([1, 2, 3], [4]);
    expect(made.refused(remove(1))).toBe('page-not-trashed');
    made.do(trash(1), remove(1));
    expect([1, 2, 3].map((one) => made.isGone(pageId(one)))).toEqual([true, true, true]);
    expect(made.refused(put(2))).toBe('document-deleted');
    expect(made.refused(move(2, 4))).toBe('document-deleted');
    expect(made.refused(move(4, 2))).toBe('document-deleted');
    expect(made.do(remove(1))).toEqual([]);
  });

  test('TREE-5 what the person had not seen goes to the top, with what lies in it and what it lay in', () => {
    const made = forest([1, 2, 3, 4], [1, 5]);
    made.do(trash(1), remove(1, 3));
    expect([1, 5].map((one) => made.isGone(pageId(one)))).toEqual([true, true]);
    expect([made.place(2), made.place(3), made.place(4)]).toEqual([null, 2, 3]);
    expect(isTrashed(made, pageId(4))).toBe(false);
  });
});

test('TREE-3 TREE-5 whatever several people ask for, no page lies in a ring or in nothing, and none vanishes but by being deleted', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const made = forest();
    const known = new Set<DocId>();
    for (let i = 0; i < 150; i++) {
      const number = 1 + random.below(12);
      const other = random.chance(0.2) ? null : 1 + random.below(12);
      const commands = [
        put(number, other ?? undefined),
        move(number, other),
        trash(number, random.chance(0.5)),
        remove(number, 1 + random.below(12)),
      ];
      const gone = made.tryTo(commands[random.below(commands.length)]!);
      for (const page of gone) known.delete(page);
      for (const { id } of made.all()) known.add(id);
    }
    for (const page of made.all()) {
      const above = [...ancestry(made, page.id)];
      expect(new Set(above).size, `seed ${seed}`).toBe(above.length);
      expect(above.at(-1)!.parent, `seed ${seed}`).toBe(null);
    }
    expect(new Set(made.all().map(({ id }) => id)), `seed ${seed}`).toEqual(known);
  }
});
