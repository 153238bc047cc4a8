import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { at, made, rawPage } from '../testing/page-raw.ts';
import { outline } from '../testing/page-outline.ts';
import { blockRuns, shownRuns } from './block.ts';

const TWO = { ...made('a', '', 1), ...made('b', '', 2) };

test('BLOCK-4 the text after a marker belongs to the block it names, up to the next', () => {
  const page = rawPage(
    { ...TWO, ...made('c', '', 3) },
    { a: [{ insert: 'one' }, { insert: { b: 'b' } }, { insert: 'two' }, { insert: { b: 'c' } }] },
  );
  expect(outline(page)).toEqual(['one', 'two', '']);
  expect(page.block('b')?.pieces).toMatchObject([{ strand: 'a', block: 'b', from: 4, length: 3 }]);
});

test('BLOCK-5 pieces of one block follow each other by strand, then by place', () => {
  const page = rawPage(TWO, {
    b: [
      { insert: '3' },
      { insert: { b: 'x' } },
      { insert: '?' },
      { insert: { b: 'b' } },
      { insert: '4' },
    ],
    a: [
      { insert: '0' },
      { insert: { b: 'b' } },
      { insert: '1' },
      { insert: { b: 'b' } },
      { insert: '2' },
    ],
  });
  expect(outline(page)).toEqual(['0', '1234', '?']);
});

test('BLOCK-6 a mark is an attribute, and begins and ends with it across markers', () => {
  const page = rawPage(TWO, {
    a: [
      { insert: 'x' },
      { insert: 'y', attributes: { bold: true } },
      { insert: { b: 'b' }, attributes: { bold: true } },
      { insert: 'z', attributes: { bold: true, link: '/a' } },
    ],
  });
  expect(blockRuns(page.block('a')!)).toEqual([
    { text: 'x', marks: {} },
    { text: 'y', marks: { bold: true } },
  ]);
  expect(blockRuns(page.block('b')!)).toEqual([{ text: 'z', marks: { bold: true, link: '/a' } }]);
});

test('BLOCK-6 marks that are unknown, or have a value they may not have, are kept and not shown', () => {
  const marks = {
    bold: 1,
    link: '',
    color: 'puce',
    glow: { hue: 7 },
    italic: true,
    'suggestion-add': 'x',
  };
  const page = rawPage(made('a', '', 1), { a: [{ insert: 'x', attributes: marks }] });
  expect(blockRuns(page.block('a')!)).toEqual([{ text: 'x', marks }]);
  expect(shownRuns(page.block('a')!)).toEqual([{ text: 'x', marks: { italic: true } }]);
});

test('BLOCK-6 plain text shows no marks, and has them again when it is turned into rich text', () => {
  const page = rawPage(made('a', '', 1, 'code'), {
    a: [{ insert: 'x', attributes: { bold: true } }],
  });
  expect(shownRuns(page.block('a')!)).toEqual([{ text: 'x', marks: {} }]);
  page.props.set('a.type', 'quote');
  expect(shownRuns(page.block('a')!)).toEqual([{ text: 'x', marks: { bold: true } }]);
});

test('BLOCK-6 letters with equal marks are one run, whoever wrote them and in whatever order keys came', () => {
  const page = rawPage(made('a', '', 1), {
    a: [
      { insert: 'x', attributes: { bold: true, glow: { a: 1, b: [2] } } },
      { insert: 'y', attributes: { glow: { b: [2], a: 1 }, bold: true } },
    ],
  });
  expect(blockRuns(page.block('a')!)).toHaveLength(1);
});

test('BLOCK-7 embeds are inline objects of one unit; what names no kind has the kind of no name', () => {
  const mention = { kind: 'mention', page: 'p' };
  const page = rawPage(made('a', '', 1), {
    a: [
      { insert: 'x' },
      ...[mention, { b: 7 }, { b: 'no id!' }, 'text', [1]].map((insert) => ({ insert })),
    ],
  });
  expect(blockRuns(page.block('a')!)).toEqual([
    { text: 'x', marks: {} },
    { inline: mention, marks: {} },
    { inline: { kind: '', embed: { b: 7 } }, marks: {} },
    { inline: { kind: '', embed: { b: 'no id!' } }, marks: {} },
    { text: 'text', marks: {} },
    { inline: { kind: '', embed: [1] }, marks: {} },
  ]);
});

test('BLOCK-7 a shared type in a text is an object nobody knows', () => {
  const page = rawPage(made('a', '', 1), { a: 'xy' });
  page.strand('a')!.insertEmbed(1, new Y.Map([['k', 'v']]));
  expect(blockRuns(page.block('a')!)).toEqual([
    { text: 'x', marks: {} },
    { inline: { kind: '', embed: null }, marks: {} },
    { text: 'y', marks: {} },
  ]);
  expect(page.block('a')?.pieces[0]?.length).toBe(3);
});

test('BLOCK-4 only a text is a strand, and only one under an id', () => {
  const page = rawPage({ ...TWO, 'b.at': ['', at(2)] }, { a: 'x' });
  page.texts.set('b', new Y.Array());
  page.texts.set('c', 'letters');
  page.texts.set('no id!', new Y.Text('letters'));
  page.texts.set('d', new Y.Map([['deep', new Y.Text('letters')]]));
  expect(outline(page)).toEqual(['x']);
});
