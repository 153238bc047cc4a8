import { INSERT_PARAGRAPH_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { type EditorPeer, editorWith } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { shown, text } from '../testing/shown.ts';
import {
  $setListStart,
  $setListStyle,
  numberToGoOn,
  shownStyle,
  startOf,
} from './list-numbering.ts';
import { $turnInto } from './turn-into.ts';

type Peer = EditorPeer & { readonly ids: readonly string[] };
const id = ({ ids }: Peer, index: number): string => ids[index] ?? '';

test('LIST-1 a style is that of the whole list, stays when its first item goes, and is one step', () => {
  const peer = editorWith('x', '[numbered] a', '[numbered] b‸', '[numbered] c', '[numbered] d');
  peer.edit(() => $setListStyle(peer.binding, [id(peer, 2)], 'roman'));
  expect(text(peer)).toEqual([
    'x',
    '[numbered style=roman i.] a',
    '[numbered style=roman ii.] b',
    '[numbered style=roman iii.] c',
    '[numbered style=roman iv.] d',
  ]);
  peer.select(id(peer, 1), 0);
  peer.edit(() => $turnInto(peer.binding, 'text'));
  expect(text(peer).slice(2)).toEqual([
    '[numbered style=roman i.] b',
    '[numbered style=roman ii.] c',
    '[numbered style=roman iii.] d',
  ]);
  peer.press(UNDO_COMMAND, undefined);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)[1]).toBe('[numbered 1.] a');
});

test('LIST-1 a style that a list has by itself is not written', () => {
  const peer = editorWith('[numbered] a', '  [numbered] b', '  [numbered] c‸', '    [numbered] d');
  const set = (index: number, style: 'numbers' | 'letters' | 'roman'): void =>
    peer.edit(() => $setListStyle(peer.binding, [id(peer, index)], style));
  expect([0, 1, 3].map((index) => shownStyle(peer.page, id(peer, index)))).toEqual([
    'numbers',
    'letters',
    'roman',
  ]);
  set(1, 'numbers');
  expect(text(peer)).toEqual([
    '[numbered 1.] a',
    '  [numbered style=numbers 1.] b',
    '  [numbered style=numbers 2.] c',
    '    [numbered a.] d',
  ]);
  expect(shownStyle(peer.page, id(peer, 3))).toBe('letters');
  set(2, 'letters');
  expect(text(peer)[1]).toBe('  [numbered a.] b');
});

test('LIST-1 a list begins with the number that is asked for, from any of its items', () => {
  const peer = editorWith(
    '[numbered start=3] a',
    '[numbered] b',
    'x',
    '[numbered] c',
    '[numbered] d‸',
  );
  expect([startOf(peer.page, id(peer, 1)), startOf(peer.page, id(peer, 4))]).toEqual([3, 1]);
  expect(numberToGoOn(peer.page, id(peer, 1))).toBeUndefined();
  const next = numberToGoOn(peer.page, id(peer, 4)) ?? 0;
  peer.edit(() => $setListStart(peer.binding, [id(peer, 4)], next));
  expect(text(peer)).toEqual([
    '[numbered start=3 3.] a',
    '[numbered 4.] b',
    'x',
    '[numbered start=5 5.] c',
    '[numbered 6.] d',
  ]);
  peer.edit(() => $setListStart(peer.binding, [id(peer, 1), id(peer, 4)], 1));
  expect(text(peer)).toEqual([
    '[numbered 1.] a',
    '[numbered 2.] b',
    'x',
    '[numbered 1.] c',
    '[numbered 2.] d',
  ]);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)[3]).toBe('[numbered start=5 5.] c');
});

test('LIST-2 Enter goes on with the style, and leaves the first line the first number', () => {
  const peer = editorWith('[numbered style=letters start=3] ‸one');
  peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
  expect(shown(peer)).toEqual([
    '[numbered start=3 style=letters c.]',
    '[numbered style=letters d.] ‸one',
  ]);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(['[numbered start=3 style=letters c.] one']);
});

const typed: [string, string, string[], string[]][] = [
  [
    'goes on with a list, whatever its number',
    '7. ',
    ['[numbered] a', '‸b'],
    ['[numbered 1.] a', '[numbered 2.] ‸b'],
  ],
  [
    'goes on in the style of the list',
    '1. ',
    ['[numbered style=roman] a', '‸b'],
    ['[numbered style=roman i.] a', '[numbered style=roman ii.] ‸b'],
  ],
  [
    'begins a list of its own after anything else',
    'a. ',
    ['[numbered] a', 'x', '‸b'],
    ['[numbered 1.] a', 'x', '[numbered style=letters a.] ‸b'],
  ],
  [
    'says nothing that a list has by itself',
    'a. ',
    ['[numbered] a', '  ‸b'],
    ['[numbered 1.] a', '  [numbered a.] ‸b'],
  ],
  [
    'within a list is text',
    '7. ',
    ['[numbered] a', '[numbered] ‸b'],
    ['[numbered 1.] a', '[numbered 2.] 7. ‸b'],
  ],
];
test.each(typed)('LIST-2 a typed number %s', (_, signs, sketch, seen) => {
  const peer = editorWith(...sketch);
  peer.type(signs);
  expect(shown(peer)).toEqual(seen);
});

test('LIST-3 an item that is nested or taken out is numbered as the list it comes to', () => {
  const peer = editorWith(
    '[numbered style=letters] a',
    '[numbered style=letters] b‸',
    '[numbered style=letters] c',
  );
  pressKey(peer, 'Tab');
  expect(text(peer)).toEqual([
    '[numbered style=letters a.] a',
    '  [numbered i.] b',
    '[numbered style=letters b.] c',
  ]);
  pressKey(peer, 'Shift+Tab');
  expect(text(peer)[1]).toBe('[numbered b.] b');
  peer.press(UNDO_COMMAND, undefined);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)[1]).toBe('[numbered style=letters b.] b');
});
