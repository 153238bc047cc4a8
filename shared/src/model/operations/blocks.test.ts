import { describe, expect, test } from 'vitest';
import { outline } from '../../testing/page-outline.ts';
import { pageWith } from '../../testing/page-peer.ts';
import { made, rawPage } from '../../testing/page-raw.ts';
import type { BlockContent } from '../content.ts';
import { Writer } from '../writer.ts';
import { contentsOf, duplicateBlocks } from './copy.ts';
import { indentBlocks, outdentBlocks } from './indent.ts';
import { insertBlocks } from './insert.ts';
import { moveBlocks } from './move.ts';
import { removeBlocks } from './remove.ts';
import { setProps } from './set-props.ts';
import { emptyTable } from './table.ts';
import { turnBlocksInto } from './turn-into.ts';

const text = (
  words: string,
  type = 'text',
  children: readonly BlockContent[] = [],
): BlockContent => ({
  type,
  runs: [{ text: words, marks: {} }],
  ...(children.length > 0 && { children }),
});

/** Everything a block can be made of, and some that this version does not know. */
const EVERYTHING: BlockContent[] = [
  text('toggle', 'toggle', [text('inside', 'todo'), { type: 'divider' }]),
  { ...text('red', 'quote'), props: { color: 'red', glow: { deep: [1, null] } } },
  {
    type: 'text',
    runs: [
      { text: 'a', marks: { bold: true, glow: 'x' } },
      { inline: { kind: 'mention', page: 'p' }, marks: {} },
      { inline: { kind: 'of a newer Weft', n: 1 }, marks: { bold: true } },
      { text: 'line\nbreak', marks: { link: '/there' } },
    ],
  },
  {
    type: 'kanban',
    props: { lanes: [{ name: 'x' }] },
    runs: [{ text: 'board', marks: {} }],
    children: [text('card')],
  },
  { type: 'of-a-newer-weft' },
  { type: 'code', props: { language: 'ts' }, runs: [{ text: 'if (a)\n  b();', marks: {} }] },
  {
    type: 'columns',
    children: [
      { type: 'column', props: { share: 2 }, children: [text('l')] },
      { type: 'column', children: [text('r')] },
    ],
  },
  {
    type: 'table',
    props: { headerRow: true },
    table: {
      columns: [{ props: { width: 80 } }, {}],
      rows: [
        { cells: [[text('1'), text('2')], [text('3', 'todo')]] },
        { props: { color: 'red' }, cells: [[text('4')], [text('5')]] },
      ],
    },
  },
];

describe('inserting', () => {
  test('BLOCK-29 BLOCK-37 blocks are shown where they were put, and read back as they were given', () => {
    const { page, writer } = pageWith('one', 'two');
    const ids = insertBlocks(writer, EVERYTHING, '', 1);
    expect(page.children('').slice(1, -1)).toEqual(ids);
    expect(contentsOf(page, ids)).toEqual(EVERYTHING);
  });

  test('BLOCK-29 what is deeper than anything is shown is left out, and nothing runs out of stack', () => {
    const { page, writer } = pageWith();
    let deep: BlockContent = text('deepest');
    for (let i = 0; i < 2000; i++) deep = { type: 'toggle', children: [deep] };
    insertBlocks(writer, [deep], '', 0);
    expect(outline(page)).toHaveLength(65);
  });
});

describe('removing', () => {
  test('BLOCK-30 a block goes with all that is in it, and its text is kept', () => {
    const { page, writer, ids } = pageWith(
      text('a', 'toggle', [text('b', 'toggle', [text('c')])]),
      'd',
    );
    removeBlocks(writer, [page.children(ids[0]!)[0]!, ids[0]!]);
    expect(outline(page)).toEqual(['d']);
    expect([...page.texts.values()].join('').length).toBe(4);
  });
});

describe('moving', () => {
  test('BLOCK-31 several blocks, reduced to the outermost, stand one after another in the order of the page', () => {
    const { page, writer, ids } = pageWith('a', text('b', 'toggle', [text('c')]), 'd', 'e');
    const [a = '', b = '', d = ''] = ids;
    const [c = ''] = page.children(b);
    expect(moveBlocks(writer, [d, c, b], '', 0)).toBe(true);
    expect(outline(page)).toEqual(['[toggle] b', '  c', 'd', 'a', 'e']);
    expect(moveBlocks(writer, [a], b, 0)).toBe(true);
    expect(outline(page)).toEqual(['[toggle] b', '  a', '  c', 'd', 'e']);
  });

  test('BLOCK-31 nothing is moved into itself, into what cannot hold it, or out of a layout it is part of', () => {
    const { page, writer, ids } = pageWith(
      text('a', 'toggle', [text('b')]),
      text('c', 'code'),
      emptyTable(1, 1),
    );
    const [a = '', c = '', t = ''] = ids;
    const [b = ''] = page.children(a);
    const before = outline(page);
    for (const [block, container] of [
      [a, a],
      [a, b],
      [a, c],
      [a, t],
      [page.children(t)[0]!, ''],
      [a, 'nowhere'],
      [a, 'no~cell'],
    ]) {
      expect(moveBlocks(writer, [block!], container!, 0), `into ${container}`).toBe(false);
    }
    expect(outline(page)).toEqual(before);
  });

  test('BLOCK-31 blocks are moved into cells', () => {
    const { page, writer, ids } = pageWith('a', emptyTable(1, 1));
    const [a = '', t = ''] = ids;
    expect(moveBlocks(writer, [a], `${page.children(t)[0]}~${page.columns(t)[0]}`, 0)).toBe(true);
    expect(outline(page)).toEqual(['[table]', '  | a / ']);
  });

  test('BLOCK-31 BLOCK-21 beside a block that is lifted out of a hidden one there is room, too', () => {
    const { page, writer, ids } = pageWith(text('a', 'toggle', [text('b'), text('c')]), 'd');
    const [, d = ''] = ids;
    page.props.set(`${ids[0]}.gone`, [1, page.doc.clientID, 0, 1000]);
    const order = page.children('');
    page.props.set(`${order[0]}.gone`, undefined);
    expect(outline(page)).toEqual(['b', 'c', 'd']);
    moveBlocks(writer, [d], '', 1);
    expect(outline(page)).toEqual(['b', 'd', 'c']);
  });
});

describe('indenting', () => {
  test('BLOCK-32 a run of blocks goes under the block before it, unless that cannot hold any', () => {
    const { page, writer, ids } = pageWith('a', 'b', 'c', text('d', 'code'), 'e');
    const [a = '', b = '', c = '', , e = ''] = ids;
    expect(indentBlocks(writer, [b, c, e])).toBe(true);
    expect(outline(page)).toEqual(['a', '  b', '  c', '[code] d', 'e']);
    expect(indentBlocks(writer, [a, e])).toBe(false);
  });

  test('BLOCK-32 outdenting changes no line: what came after goes under the block that went out', () => {
    const { page, writer, ids } = pageWith(
      text('a', 'bulleted', [text('b'), text('c'), text('d')]),
      'e',
    );
    const [b = '', c = ''] = page.children(ids[0]!);
    expect(outdentBlocks(writer, [c])).toBe(true);
    expect(outline(page)).toEqual(['[bulleted] a', '  b', 'c', '  d', 'e']);
    expect(outdentBlocks(writer, [c])).toBe(false);
    expect(outdentBlocks(writer, [b])).toBe(true);
    expect(outline(page)).toEqual(['[bulleted] a', 'b', 'c', '  d', 'e']);
  });

  test('BLOCK-32 no more than 64 levels are made', () => {
    const ids = Array.from({ length: 64 }, (_, i) => `b${i}`);
    const props = ids.map((id, i) => made(id, ids[i - 1] ?? '', 1));
    const page = rawPage(
      Object.assign({}, ...props),
      Object.fromEntries(ids.map((id) => [id, id])),
    );
    const own = new Writer({ page, random: () => 0.3, now: () => 0 });
    const [deepest = ''] = ids.slice(-1);
    const [sibling = ''] = insertBlocks(own, [text('x')], page.parent(deepest)!, 1);
    expect(indentBlocks(own, [sibling])).toBe(false);
  });
});

describe('turning into', () => {
  test('BLOCK-33 text, place, children and common props stay, props that the new type lacks go', () => {
    const todo = {
      ...text('a', 'todo', [text('b')]),
      props: { checked: true, color: 'red', glow: 1 },
    };
    const { page, writer, ids } = pageWith('x', todo, 'y');
    turnBlocksInto(writer, [ids[1]!, ids[1]!], 'quote');
    expect(outline(page)).toEqual(['x', '[quote] a', '  b', 'y']);
    expect(page.block(ids[1]!)?.props).toEqual({ color: 'red', glow: 1 });
  });

  test('BLOCK-33 children that the new type cannot hold become siblings', () => {
    const { page, writer, ids } = pageWith(text('a', 'toggle', [text('b'), text('c')]), 'd');
    turnBlocksInto(writer, ids.slice(0, 1), 'heading2', { toggle: true });
    expect(outline(page)).toEqual(['[heading2] a', '  b', '  c', 'd']);
    turnBlocksInto(writer, ids.slice(0, 1), 'code');
    expect(outline(page)).toEqual(['[code] a', 'b', 'c', 'd']);
  });

  test('BLOCK-33 nothing with text is turned into something without, nor the other way', () => {
    const { page, writer, ids } = pageWith('a', { type: 'divider' });
    turnBlocksInto(writer, ids, 'divider');
    turnBlocksInto(writer, ids, 'image');
    expect(outline(page)).toEqual(['[image] a', '[divider]']);
  });
});

test('BLOCK-36 a prop is set, and taken away when it is set to the default; structure is none', () => {
  const { page, writer, ids } = pageWith(text('a', 'todo'));
  const [a = ''] = ids;
  setProps(writer, [a, 'nobody'], {
    checked: true,
    color: 'red',
    at: 'x',
    type: 'code',
    lanes: [1],
  });
  expect(page.block(a)).toMatchObject({
    type: 'todo',
    props: { checked: true, color: 'red', lanes: [1] },
  });
  setProps(writer, [a], { checked: false, color: 'default', lanes: undefined });
  expect(page.block(a)?.props).toEqual({});
  expect([...page.props.keys()].toSorted()).toEqual([`${a}.at`, `${a}.home`]);
});

test('BLOCK-37 copies have ids of their own and come after the last of what is copied', () => {
  const { page, writer } = pageWith();
  const ids = insertBlocks(writer, EVERYTHING, '', 0);
  const copies = duplicateBlocks(writer, ids);
  expect(page.children('')).toEqual([...ids, ...copies]);
  expect(contentsOf(page, copies)).toEqual(EVERYTHING);
  expect(duplicateBlocks(writer, ['nobody'])).toEqual([]);
});
