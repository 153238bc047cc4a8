import { describe, expect, test } from 'vitest';
import { outline } from '../testing/page-outline.ts';
import { at, made, rawPage, writeRaw } from '../testing/page-raw.ts';
import { MAX_DEPTH } from './tree.ts';

/** Every block of `ids` has its own id as text. */
const named = (ids: string): Record<string, string> =>
  Object.fromEntries([...ids].map((id) => [id, id]));

describe('what is inside a block that is not shown', () => {
  test('BLOCK-21 is shown in its place, at any depth', () => {
    const page = rawPage(
      {
        ...made('a', '', 1),
        ...made('b', '', 2),
        ...made('c', 'b', 1),
        ...made('d', 'c', 1),
        ...made('e', '', 3),
      },
      named('abcde'),
    );
    expect(outline(page)).toEqual(['a', 'b', '  c', '    d', 'e']);
    writeRaw(page, { 'b.gone': [1, 1, 0, 1000], 'c.gone': [1, 1, 0, 1000] });
    expect(outline(page)).toEqual(['a', 'd', 'e']);
  });

  test('BLOCK-21 that cannot hold any is shown after it', () => {
    const page = rawPage(
      {
        ...made('a', '', 1, 'code'),
        ...made('b', 'a', 1),
        ...made('c', 'b', 1),
        ...made('d', '', 2),
      },
      named('abcd'),
    );
    expect(outline(page)).toEqual(['[code] a', 'b', '  c', 'd']);
  });

  test('BLOCK-21 headings hold blocks while they are toggles', () => {
    const page = rawPage({ ...made('a', '', 1, 'heading1'), ...made('b', 'a', 1) }, named('ab'));
    expect(outline(page)).toEqual(['[heading1] a', 'b']);
    writeRaw(page, { 'a.toggle': true });
    expect(outline(page)).toEqual(['[heading1] a', '  b']);
    writeRaw(page, { 'a.toggle': 'true' });
    expect(outline(page)).toEqual(['[heading1] a', 'b']);
  });
});

describe('layouts', () => {
  const table = {
    ...made('t', '', 1, 'table'),
    ...made('c1', 't', 1, 'tableColumn'),
    ...made('c2', 't', 2, 'tableColumn'),
    ...made('r1', 't', 3, 'tableRow'),
    ...made('x', 'r1~c1', 1),
    ...made('y', 'r1~c2', 1),
    ...made('z', '', 2),
  };

  test('BLOCK-22 a table is its rows and its columns; a cell without blocks is empty', () => {
    const page = rawPage({ ...table, ...made('r2', 't', 4, 'tableRow') }, named('xyz'));
    expect(outline(page)).toEqual(['[table]', '  | x | y', '  |  | ', 'z']);
    expect([page.children('t'), page.columns('t')]).toEqual([
      ['r1', 'r2'],
      ['c1', 'c2'],
    ]);
    expect(page.children('r2~c1')).toEqual([]);
  });

  test('BLOCK-22 deleted ones are back while anything with content is in them', () => {
    const gone = {
      't.gone': [1],
      'c1.gone': [1],
      'r1.gone': [1],
      'x.gone': [1, 1, 0, 1000],
      'y.gone': [1, 1, 0, 1000],
    };
    const page = rawPage({ ...table, ...gone }, named('xyz'));
    expect(outline(page)).toEqual(['z']);
    writeRaw(page, { 'x.gone': undefined });
    expect(outline(page)).toEqual(['[table] (edited)', '  | x | ', 'z']);
  });

  test('BLOCK-22 deleted ones stay away when only empty blocks were put into them', () => {
    const page = rawPage(
      { ...table, 't.gone': [1], 'c1.gone': [1], 'r1.gone': [1], 'c2.gone': [1] },
      { x: '', y: '' },
    );
    expect(outline(page)).toEqual([]);
    writeRaw(page, made('i', 'r1~c2', 2, 'divider'));
    expect(outline(page), 'what needs no letters is content').toEqual([
      '[table] (edited)',
      '  |  / [divider]',
    ]);
  });

  test('BLOCK-21 BLOCK-22 what stands in a layout and is no part of it is shown after it', () => {
    const page = rawPage({ ...table, ...made('w', 't', 1), ...made('v', 'r1', 1) }, named('xyzwv'));
    expect(outline(page)).toEqual(['[table]', '  | x | y', 'w', 'v', 'z']);
  });

  test('BLOCK-22 a part that is found outside of its layout is not shown, but what it holds is', () => {
    const page = rawPage(
      {
        ...made('k', '', 1, 'column'),
        ...made('a', 'k', 1),
        ...made('r', '', 2, 'tableRow'),
        ...made('b', 'r~c', 1),
      },
      named('ab'),
    );
    expect(outline(page)).toEqual(['a', 'b']);
  });

  test('BLOCK-22 columns hold columns, and those hold blocks', () => {
    const page = rawPage(
      {
        ...made('k', '', 1, 'columns'),
        ...made('l', 'k', 1, 'column'),
        ...made('r', 'k', 2, 'column'),
        ...made('a', 'l', 1),
        ...made('b', 'r', 1),
      },
      named('ab'),
    );
    expect(outline(page)).toEqual(['[columns]', '  [column]', '    a', '  [column]', '    b']);
  });
});

describe('blocks that no way from the page leads to', () => {
  test('BLOCK-23 a ring is opened at its smallest id, which stands at the end of the page', () => {
    const page = rawPage(
      {
        ...made('z', '', 1),
        ...made('b', 'c', 1),
        ...made('c', 'a', 1),
        ...made('a', 'b', 1),
        ...made('d', 'c', 2),
      },
      named('zabcd'),
    );
    expect(outline(page)).toEqual(['z', 'a', '  c', '    b', '    d']);
  });

  test('BLOCK-23 a block in itself, and one in a block or a cell that is not there, stand at the end', () => {
    const page = rawPage(
      {
        ...made('z', '', 1),
        ...made('c', 'c', 1),
        ...made('b', 'nowhere', 1),
        ...made('a', 'no~cell', 1),
      },
      named('zabc'),
    );
    expect(outline(page)).toEqual(['z', 'a', 'b', 'c']);
  });

  test('BLOCK-21 what is in a cell whose column is not there is shown after the table', () => {
    const page = rawPage(
      {
        ...made('z', '', 2),
        ...made('t', '', 1, 'table'),
        ...made('c', 't', 1, 'tableColumn'),
        ...made('r', 't', 2, 'tableRow'),
        ...made('a', 'r~other', 1),
      },
      named('az'),
    );
    expect(outline(page)).toEqual(['[table]', '  | ', 'a', 'z']);
  });

  test('BLOCK-23 a ring through a row and its cell is opened too', () => {
    const page = rawPage(
      {
        ...made('t', 'r~c', 1, 'table'),
        ...made('c', 't', 1, 'tableColumn'),
        ...made('r', 't', 2, 'tableRow'),
        ...made('a', 'r~c', 2),
      },
      named('a'),
    );
    // The smallest of the ring, the row, has no table around it at the end of the page.
    expect(outline(page)).toEqual(['[table]', 'a']);
  });
});

test('BLOCK-24 blocks deeper than 64 are shown beside those that are as deep', () => {
  const depth = MAX_DEPTH + 36;
  const ids = Array.from({ length: depth }, (_, i) => `b${String(i).padStart(3, '0')}`);
  const props = ids.map((id, i) => made(id, i === 0 ? '' : ids[i - 1]!, 1));
  const page = rawPage(Object.assign({}, ...props), Object.fromEntries(ids.map((id) => [id, id])));
  const indents = outline(page).map((line) => line.search(/\S/) / 2);
  expect(indents).toHaveLength(depth);
  expect(indents.slice(0, MAX_DEPTH)).toEqual(ids.slice(0, MAX_DEPTH).map((_, i) => i));
  expect(new Set(indents.slice(MAX_DEPTH))).toEqual(new Set([MAX_DEPTH]));
});

test('BLOCK-25 a block of a type without text that has letters is shown as text', () => {
  const page = rawPage(
    { ...made('a', '', 1, 'divider'), ...made('t', '', 2, 'table') },
    { a: '', t: 'x' },
  );
  expect(outline(page)).toEqual(['[divider]', 'x']);
  page.strand('a')!.insert(0, 'typed');
  expect(outline(page)).toEqual(['typed', 'x']);
  page.strand('t')!.delete(0, 1);
  expect(outline(page)).toEqual(['typed', '[table]']);
});

test('BLOCK-14 blocks at one position stand in the order of their ids', () => {
  const page = rawPage(
    { ...made('b', '', 1), ...made('a', '', 1), 'c.at': ['', at(1)] },
    named('cab'),
  );
  expect(outline(page)).toEqual(['a', 'b', 'c']);
});
