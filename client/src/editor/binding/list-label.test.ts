import { moveBlocks } from '@weft/shared/model/operations/move';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { setProps } from '@weft/shared/model/operations/set-props';
import { propOf } from '@weft/shared/model/registry';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { describe, expect, test } from 'vitest';
import { editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { expectShown } from '../testing/shown.ts';
import { LIST_STYLES, listLabel, type ListStyle } from './list-label.ts';

const LABELS: [ListStyle, number, string][] = [
  ['numbers', 1, '1.'],
  ['numbers', 0, '0.'],
  ['numbers', 1_000_000_000, '1000000000.'],
  ['letters', 1, 'a.'],
  ['letters', 26, 'z.'],
  ['letters', 27, 'aa.'],
  ['letters', 52, 'az.'],
  ['letters', 702, 'zz.'],
  ['letters', 703, 'aaa.'],
  ['letters', 0, '0.'],
  ['roman', 1, 'i.'],
  ['roman', 4, 'iv.'],
  ['roman', 9, 'ix.'],
  ['roman', 14, 'xiv.'],
  ['roman', 49, 'xlix.'],
  ['roman', 1994, 'mcmxciv.'],
  ['roman', 3999, 'mmmcmxcix.'],
  ['roman', 4000, '4000.'],
  ['roman', 0, '0.'],
];
test.each(LABELS)('EDIT-17 in %s the item %i is %j', (style, ordinal, label) => {
  expect(listLabel(ordinal, style)).toBe(label);
});

test('BLOCK-57 a list within a list says itself that it is in numbers, and outside of one need not', () => {
  expect(labels(editorWith('[numbered]', '  [numbered style=numbers]', '  [numbered]'))).toEqual([
    '1.',
    '1.',
    '2.',
  ]);
  expect(propOf('numbered', 'style')?.fallback).toBe('auto');
});

test('EDIT-17 no two of the first 3,999 items of a list have the same label', () => {
  for (const style of LIST_STYLES) {
    const labels = Array.from({ length: 3999 }, (_, i) => listLabel(i + 1, style));
    expect(new Set(labels).size).toBe(3999);
  }
});

/** What stands before each line of the page, or its text if nothing does. */
function labels(peer: EditorPeer & { readonly ids: readonly string[] }): string[] {
  expectShown(peer);
  return peer.editor.read(() =>
    peer.ids.flatMap((id) => {
      const line = peer.binding.$lineOf(id);
      return line ? [line.facts.label || line.getTextContent()] : [];
    }),
  );
}

describe('a list', () => {
  const cases: [string, string[], string[]][] = [
    [
      'is a run of siblings',
      ['[numbered]', '[numbered]', 'x', '[numbered]'],
      ['1.', '2.', 'x', '1.'],
    ],
    ['begins where its first item says', ['[numbered start=3]', '[numbered]'], ['3.', '4.']],
    ['may begin at 0', ['[numbered start=0]', '[numbered]', '[numbered]'], ['0.', '1.', '2.']],
    [
      'is styled by its first item alone',
      ['[numbered style=letters]', '[numbered style=roman start=7]', '[numbered]'],
      ['a.', 'b.', 'c.'],
    ],
    [
      'goes on after what is nested in it, which counts by itself',
      ['[numbered]', '  [numbered style=roman]', '  [numbered]', '[numbered]'],
      ['1.', 'i.', 'ii.', '2.'],
    ],
    [
      'takes the style after that of the item it is in, and begins with numbers again',
      ['[numbered]', '  [numbered]', '    [numbered]', '      [numbered]', '  [numbered]'],
      ['1.', 'a.', 'i.', '1.', 'b.'],
    ],
    [
      'that says how it is numbered is the beginning for those in it',
      [
        '[numbered style=letters]',
        '  [numbered]',
        '    [numbered style=numbers]',
        '      [numbered]',
      ],
      ['a.', 'i.', '1.', 'a.'],
    ],
    [
      'begins with numbers in anything else',
      ['[numbered]', '  [bulleted] y', '    [numbered]', '[toggle] t', '  [numbered]'],
      ['1.', 'y', '1.', 't', '1.'],
    ],
    ['of another kind ends it', ['[numbered]', '[bulleted] y', '[numbered]'], ['1.', 'y', '1.']],
    ['is ended by a divider', ['[numbered]', '[divider]', '[numbered]'], ['1.', '1.']],
  ];
  test.each(cases)('EDIT-17 %s', (_, sketch, seen) => {
    expect(labels(editorWith(...sketch))).toEqual(seen);
  });

  test('EDIT-17 is numbered anew whenever its items change', () => {
    const peer = editorWith('[numbered]', '[numbered]', '[numbered]', '[numbered]');
    const [first = '', second = '', third = ''] = peer.ids;
    turnBlocksInto(peer.writer, [third], 'text');
    expect(labels(peer)).toEqual(['1.', '2.', '', '1.']);
    removeBlocks(peer.writer, [first]);
    expect(labels(peer)).toEqual(['1.', '', '1.']);
    moveBlocks(peer.writer, [second], '', 4);
    expect(labels(peer)).toEqual(['2.', '', '1.']);
    turnBlocksInto(peer.writer, [third], 'numbered', { start: 9, style: 'letters' });
    expect(labels(peer)).toEqual(['k.', 'i.', 'j.']);
    setProps(peer.writer, [third], { style: 'numbers' });
    expect(labels(peer)).toEqual(['11.', '9.', '10.']);
  });
});
