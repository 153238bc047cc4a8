import { describe, expect, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import type { IndexedDocument } from './search-database.ts';
import type { Search, SearchQuery } from './search.ts';

export interface OpenedSearch {
  readonly search: Search;
  readonly write: (document: IndexedDocument) => void;
}

/** What everything promises that looks for words. */
export function searchContract(open: () => OpenedSearch): void {
  function subject(...pages: readonly (readonly [title: string, ...lines: string[]])[]) {
    const { search, write } = open();
    const put = (number: number, title: string, lines: readonly string[], links: string[] = []) =>
      write({
        id: docIdOf(number),
        title,
        lines: lines.map((text, i) => ({ block: `b${i}`, text, pages: i === 0 ? links : [] })),
        updatedAt: number * 100,
        offset: number,
      });
    pages.forEach(([title, ...lines], i) => put(i + 1, title, lines));
    const hits = (text: string, more: Partial<SearchQuery> = {}) =>
      search.find({
        text,
        isInTitles: false,
        since: undefined,
        until: undefined,
        limit: 10,
        ...more,
      });
    const numbers = new Map(Array.from({ length: 20 }, (_, i) => [docIdOf(i + 1), i + 1]));
    const find = async (...args: Parameters<typeof hits>) =>
      (await hits(...args)).map(({ page }) => numbers.get(page));
    const excerptOf = async (text: string) => (await search.excerpts([docIdOf(1)], text))[0];
    return { search, put, find, excerptOf };
  }

  describe('words', () => {
    test('SEARCH-1 all words are looked for, the last as the beginning of one, without case and accents', async () => {
      const { find } = subject(
        ['Größe', 'Café au lait'],
        ['Plans', 'the cafeteria in spring'],
        ['Other', 'spring is here'],
      );
      expect(await find('CAFE')).toEqual([1, 2]);
      expect(await find('spring winter')).toEqual([]);
      expect(await find('spring cafe')).toEqual([2]);
      expect(await find('größ')).toEqual([1]);
      expect(await find('nowhere')).toEqual([]);
    });

    test('SEARCH-1 titles count for more than texts, or alone', async () => {
      const { find } = subject(
        ['One', 'budget budget budget'],
        ['Budget', 'nothing'],
        ['Three', 'x'],
      );
      expect(await find('budget')).toEqual([2, 1]);
      expect(await find('budget', { isInTitles: true })).toEqual([2]);
    });

    test('SEARCH-1 parts of words are found after whole ones, in scripts without spaces too', async () => {
      const { find } = subject(
        ['A', 'undercover work'],
        ['B', 'cover story'],
        ['C', '今日の天気はいい'],
      );
      expect(await find('cover')).toEqual([2, 1]);
      expect(await find('の天気')).toEqual([3]);
    });

    test.each([
      '"',
      'a" OR "b',
      'NOT',
      'title:x',
      '*',
      '(',
      'a NEAR b',
      '^',
      "'; DROP TABLE words",
    ])('SEARCH-1 %s is looked for and not obeyed', async (typed) => {
      const { find } = subject(['Plain', 'words']);
      expect(await find(typed)).toEqual([]);
      expect(await find('words')).toEqual([1]);
    });
  });

  test.each([
    ['новый ёж', 'новый'],
    ['καλημέρα', 'καλημέρα'],
    ['データ', 'データ'],
    ['한국어', '한국'],
    ['हिन्दी', 'हिन्दी'],
    ['أحمد', 'أحمد'],
    ['ภาษาไทย', 'ภาษา'],
  ])('SEARCH-1 %s is found by %s', async (written, typed) => {
    const { find, excerptOf } = subject(['P', `x ${written} y`]);
    expect(await find(typed)).toEqual([1]);
    expect((await excerptOf(typed))!.marks).toHaveLength(1);
  });

  test('SEARCH-3 without words the pages changed last come first; times narrow both', async () => {
    const { find } = subject(['One', 'x'], ['Two', 'x'], ['Three', 'x']);
    expect(await find('')).toEqual([3, 2, 1]);
    expect(await find('  ', { limit: 2 })).toEqual([3, 2]);
    expect(await find('', { since: 200 })).toEqual([3, 2]);
    expect(await find('x', { since: 200, until: 300 })).toEqual([2]);
  });

  test('SEARCH-4 the excerpt is the line that has most of it, with its places', async () => {
    const { excerptOf } = subject(['P', 'a plan', 'the Plán for spring', 'spring']);
    expect(await excerptOf('plan spring')).toEqual({
      block: 'b1',
      text: 'the Plán for spring',
      marks: [
        [4, 8],
        [13, 19],
      ],
    });
  });

  test('SEARCH-4 a long line is cut between characters, around what was found', async () => {
    const { excerptOf } = subject(['P', `${'👩‍👩‍👧 '.repeat(100)}needle ${'hay '.repeat(100)}`]);
    const { text, marks } = (await excerptOf('needle'))!;
    expect(text.length).toBeLessThan(170);
    expect(encodeURIComponent(text)).toContain('needle');
    expect(marks.map(([from, to]) => text.slice(from, to))).toEqual(['needle']);
  });

  test('SEARCH-6 a document that is written again is found by its new words alone, one that is forgotten not at all', async () => {
    const { search, find, put } = subject(['Old', 'former'], ['Other', 'former']);
    put(1, 'New', ['latter']);
    expect([await find('former'), await find('latter'), await find('old')]).toEqual([[2], [1], []]);
    expect(await search.offsets([docIdOf(2), docIdOf(1), docIdOf(9)])).toEqual([2, 1, 0]);
    await search.forget(docIdOf(1));
    await search.forget(docIdOf(9));
    expect([await find('latter'), await find('')]).toEqual([[], [2]]);
    expect(await search.offsets([docIdOf(1)])).toEqual([0]);
  });

  test('BACKLINK-1 a page knows where it is linked to, the page changed last first, as long as it is', async () => {
    const { search, put } = subject();
    put(1, 'A', ['see Plan', 'x'], ['plan']);
    put(3, 'C', ['also Plan'], ['plan', 'other']);
    const from = async (page: string) =>
      (await search.linksTo(page as never, 10)).map(({ from, excerpt }) => [from, excerpt.text]);
    expect(await from('plan')).toEqual([
      [docIdOf(3), 'also Plan'],
      [docIdOf(1), 'see Plan'],
    ]);
    put(3, 'C', ['no more']);
    expect(await from('plan')).toEqual([[docIdOf(1), 'see Plan']]);
    expect(await from('other')).toEqual([]);
    await search.forget(docIdOf(1));
    expect(await from('plan')).toEqual([]);
  });
}
