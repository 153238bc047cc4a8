import type { BlockContent } from '@weft/shared/model/content';
import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { OWN_TYPE, ownClipboard, readOwnClipboard } from './own-clipboard.ts';

const text = (letters: string): BlockContent => ({
  type: 'text',
  runs: [{ text: letters, marks: {} }],
});

const PAGE: readonly BlockContent[] = [
  { type: 'heading1', props: { toggle: true }, runs: [], children: [text('a')] },
  {
    type: 'text',
    runs: [
      { text: 'a', marks: { bold: true, link: '/relative', newer: [1] } },
      { inline: { kind: 'mention', page: 'x' }, marks: {} },
    ],
  },
  {
    type: 'table',
    table: { columns: [{ props: { width: 9 } }, {}], rows: [{ cells: [[text('a')], []] }] },
  },
  { type: 'of-a-newer-weft', props: { 'odd.name': null }, children: [{ type: 'divider' }] },
];

test('PASTE-11 what is copied is what is pasted', () => {
  expect(OWN_TYPE).toBe('application/x-weft-blocks+json');
  expect(readOwnClipboard(ownClipboard(PAGE))).toEqual(PAGE);
});

const MALFORMED: readonly unknown[] = [
  null,
  1,
  [],
  {},
  { version: 2, blocks: [] },
  { version: 1 },
  { version: 1, blocks: {} },
  ...[
    null,
    'a',
    {},
    { type: 1 },
    { type: '' },
    { type: 'text', props: [] },
    { type: 'text', runs: 'a' },
    { type: 'text', runs: [{ text: 1, marks: {} }] },
    { type: 'text', runs: [{ text: 'a' }] },
    { type: 'text', runs: [{ inline: {}, marks: {} }] },
    { type: 'text', children: [null] },
    { type: 'table', table: { columns: [{}], rows: [{ cells: [] }] } },
    { type: 'table', table: { columns: 3, rows: [] } },
  ].map((block) => ({ version: 1, blocks: [block] })),
];

test.each(MALFORMED)('PASTE-11 %j is ignored', (value) => {
  expect(readOwnClipboard(JSON.stringify(value))).toBeUndefined();
});

test('PASTE-8 PASTE-11 nesting without end is ignored', () => {
  const deep = (levels: number): string =>
    `{"version":1,"blocks":[${'{"type":"text","children":['.repeat(levels)}${']}'.repeat(levels)}]}`;
  expect(readOwnClipboard(deep(60))).toHaveLength(1);
  expect(readOwnClipboard(deep(65))).toBeUndefined();
  expect(readOwnClipboard(deep(1_000_000))).toBeUndefined();
  expect(readOwnClipboard('['.repeat(1_000_000))).toBeUndefined();
});

test('PASTE-11 structure, markers and unsafe addresses are left out', () => {
  const blocks = [
    {
      type: 'image',
      props: { at: 1, gone: [1], home: 1, into: 1, type: 'x', source: 'javascript:a', alt: 'b' },
      runs: [
        { text: 'a\ud800', marks: { link: 'JaVa\nScript:alert(1)', bold: true } },
        { inline: { kind: 'x', b: 'someblock0', source: 'data:a' }, marks: {} },
      ],
    },
  ];
  expect(readOwnClipboard(JSON.stringify({ version: 1, blocks }))).toEqual([
    {
      type: 'image',
      props: { alt: 'b' },
      runs: [
        { text: 'a\ufffd', marks: { bold: true } },
        { inline: { kind: 'x' }, marks: {} },
      ],
    },
  ]);
});

test('PASTE-8 PASTE-11 no text makes reading throw', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (own) => {
      expect(readOwnClipboard(own)).toBeUndefined();
    }),
  );
});
