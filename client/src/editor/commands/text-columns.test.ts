import { DELETE_CHARACTER_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { $selectBlocks } from '../binding/whole-blocks.ts';
import { editorWith } from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';
import { $drop } from './drop.ts';
import { $addColumn, $divide, columnOf, MAX_COLUMNS, shareOf } from './text-columns.ts';

const CLOSED: readonly (readonly [what: string, sketch: string[], seen: string[]])[] = [
  [
    'one of three goes, the caret to the one before',
    ['[columns]', '  [column]', '    one', '  [column]', '    ‸', '  [column]', '    three'],
    ['[columns]', '  [column]', '    one‸', '  [column]', '    three'],
  ],
  [
    'the first one goes, the caret to the next',
    ['[columns]', '  [column]', '    ‸', '  [column]', '    two', '  [column]', '    three'],
    ['[columns]', '  [column]', '    ‸two', '  [column]', '    three'],
  ],
  [
    'the layout goes with the second to last, and what is in the last one stays',
    ['above', '[columns]', '  [column]', '    one', '  [column]', '    ‸', 'below'],
    ['above', 'one‸', 'below'],
  ],
  [
    'two that are empty leave one line',
    ['above', '[columns]', '  [column]', '  [column]', '    ‸', 'below'],
    ['above', '‸', 'below'],
  ],
  [
    'one with more in it stays, and the line goes',
    ['[columns]', '  [column]', '    one', '  [column]', '    ‸', '    two'],
    ['[columns]', '  [column]', '    one', '  [column]', '    ‸two'],
  ],
];

test.each(CLOSED)('COLUMN-1 of columns %s', (_, sketch, seen) => {
  const peer = editorWith(...sketch);
  peer.press(DELETE_CHARACTER_COMMAND, true);
  expect(shown(peer)).toEqual(seen);
  expect(peer.binding.strayChanges).toBe(0);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer).length).toBe(text(editorWith(...sketch)).length);
});

test('COLUMN-1 a column whose blocks are all deleted shows an empty line', () => {
  const peer = editorWith('[columns]', '  [column]', '    one', '  [column]', '    two');
  const [, two = ''] = peer.ids;
  peer.edit(() => $selectBlocks(peer.binding.keys, [two]));
  peer.press(DELETE_CHARACTER_COMMAND, true);
  expect(shown(peer)).toEqual(['[columns]', '  [column]', '    one', '  [column]', '    ‸']);
});

test('COLUMN-1 a column from which everything is dragged goes', () => {
  const peer = editorWith('[columns]', '  [column]', '    one', '  [column]', '    two', 'below');
  const [one = ''] = peer.ids;
  peer.edit(() => $drop(peer.binding, [one], { kind: 'in', container: '', index: 2 }, false));
  expect(text(peer)).toEqual(['two', 'below', 'one']);
});

test('COLUMN-2 both columns keep what they take together, in one step', () => {
  const peer = editorWith('[columns]', '  [column]', '    one', '  [column]', '    two');
  const [first = '', second = ''] = peer.ids.map((id) => columnOf(peer.page, id) ?? '');
  const shares = () => [shareOf(peer.binding, first), shareOf(peer.binding, second)];
  peer.edit(() => $divide(peer.binding, first, second, 0.7));
  expect(shares()).toEqual([1.4, 0.6]);
  peer.edit(() => $divide(peer.binding, first, second, 0.01));
  expect(shares()).toEqual([0.3, 1.7]);
  peer.press(UNDO_COMMAND, undefined);
  expect(shares()).toEqual([1.4, 0.6]);
});

test('COLUMN-3 columns are added up to as many as can be read', () => {
  const peer = editorWith('[columns]', '  [column]', '    one‸', '  [column]', '    two');
  const [one = ''] = peer.ids;
  const column = columnOf(peer.page, one) ?? '';
  peer.edit(() => $addColumn(peer.binding, column));
  expect(shown(peer)).toEqual([
    '[columns]',
    '  [column]',
    '    one',
    '  [column]',
    '    ‸',
    '  [column]',
    '    two',
  ]);
  for (let i = 0; i < 5; i++) peer.edit(() => $addColumn(peer.binding, column));
  expect(peer.page.children(peer.page.parent(column) ?? '')).toHaveLength(MAX_COLUMNS);
});
