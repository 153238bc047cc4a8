import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { DELETE_CHARACTER_COMMAND, INSERT_PARAGRAPH_COMMAND, UNDO_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { $selectBlocks, $selectedBlocks } from '../binding/whole-blocks.ts';
import { type EditorPeer, editorWith } from '../testing/editor-peer.ts';
import { readSketch } from '../testing/page-sketch.ts';
import { pressKey } from '../testing/press-key.ts';
import { shown, text } from '../testing/shown.ts';
import { $pasteBlocks } from './paste.ts';

function press(sketch: readonly string[], ...keys: readonly string[]): EditorPeer {
  const peer = editorWith(...sketch);
  for (const key of keys) {
    if (key === 'Enter') peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
    else if (key === 'Backspace') peer.press(DELETE_CHARACTER_COMMAND, true);
    else if (key === 'Delete') peer.press(DELETE_CHARACTER_COMMAND, false);
    else pressKey(peer, key);
  }
  expect(peer.binding.strayChanges).toBe(0);
  return peer;
}

type Case = readonly [what: string, sketch: string[], keys: string[], seen: string[]];

const ENTER: readonly Case[] = [
  [
    'goes to the cell below',
    ['[table]', '  | o‸ne | two', '  | three | four'],
    ['Enter'],
    ['[table]', '  | one | two', '  | ‸three | four'],
  ],
  [
    'leaves what is selected in the cell',
    ['[table]', '  | one | «two»', '  | three | four'],
    ['Enter'],
    ['[table]', '  | one | two', '  | three | ‸four'],
  ],
  [
    'makes a row after the last one',
    ['[table]', '  | one | t‸wo'],
    ['Enter'],
    ['[table]', '  | one | two', '  | | ‸'],
  ],
  [
    'leaves the table from an empty last row',
    ['[table]', '  | one | two‸', 'after'],
    ['Enter', 'Enter'],
    ['[table]', '  | one | two', '  | |', '‸after'],
  ],
  [
    'makes a line to leave to',
    ['[table]', '  | one | two‸'],
    ['Enter', 'Enter'],
    ['[table]', '  | one | two', '  | |', '‸'],
  ],
];

test.each(ENTER)('TABLE-1 Enter in a cell %s', (_, sketch, keys, seen) => {
  expect(shown(press(sketch, ...keys))).toEqual(seen);
});

const TABLE = ['above', '[table]', '  | 12 | 34', '  | 56 | 78', 'below'];
/** The table with the caret in one of its texts. */
function at(text: string): string[] {
  return TABLE.map((line) => line.replace(text.replaceAll(/[‸«»]/g, ''), text));
}

const ARROWS: readonly (readonly [key: string, from: string, to: string])[] = [
  ['ArrowRight', '12‸', '‸34'],
  ['ArrowRight', '34‸', '‸56'],
  ['ArrowRight', '78‸', '‸below'],
  ['ArrowLeft', '‸34', '12‸'],
  ['ArrowLeft', '‸56', '34‸'],
  ['ArrowLeft', '‸12', 'above‸'],
  ['ArrowDown', '3‸4', '7‸8'],
  ['ArrowDown', '7‸8', '‸below'],
  ['ArrowUp', '7‸8', '3‸4'],
  ['ArrowUp', '3‸4', 'above‸'],
  ['ArrowDown', 'abo‸ve', '‸12'],
  ['ArrowUp', 'bel‸ow', '56‸'],
  ['ArrowRight', 'above‸', '‸12'],
  ['ArrowLeft', '‸below', '78‸'],
];

test.each(ARROWS)('TABLE-2 %s goes from %s to %s', (key, from, to) => {
  expect(shown(press(at(from), key))).toEqual(at(to));
});

test('TABLE-2 at the edge of a page that ends with a table an arrow stays', () => {
  const sketch = ['[table]', '  | 12 | 34‸'];
  expect(shown(press(sketch, 'ArrowDown'))).toEqual(sketch);
  expect(shown(press(sketch, 'ArrowRight'))).toEqual(sketch);
});

test('TABLE-3 Mod+A selects the line of a cell, then its table, then the page', () => {
  const peer = press(at('1‸2'), 'Mod+a');
  expect(shown(peer)).toEqual(at('«12»'));
  const types = (): (string | undefined)[] =>
    peer.editor.read($selectedBlocks).map((id) => peer.page.block(id)?.type);
  pressKey(peer, 'Mod+a');
  expect(types()).toEqual(['table']);
  pressKey(peer, 'Mod+a');
  expect(types()).toEqual(['text', 'table', 'text']);
});

describe('deleting in cells', () => {
  test('TABLE-4 Backspace at the start of a cell and Delete at its end stay in it', () => {
    expect(shown(press(at('‸34'), 'Backspace'))).toEqual(at('‸34'));
    expect(shown(press(at('12‸'), 'Delete'))).toEqual(at('12‸'));
  });

  test('TABLE-4 the caret stays in a cell whose only block is deleted', () => {
    const peer = editorWith('above', '[table]', '  | 12 | 34‸');
    const [, , line = ''] = peer.ids;
    const { binding, page } = peer;
    const surface = binding.surfaceOf(line);
    insertBlocks(peer.writer, [{ type: 'divider' }], surface, 0);
    removeBlocks(peer.writer, [line]);
    const [divider = ''] = page.children(surface);
    peer.edit(() => $selectBlocks(binding.keys, [divider]));
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['above', '[table]', '  | 12 | ‸']);
    peer.type('x');
    expect(shown(peer)).toEqual(['above', '[table]', '  | 12 | x‸']);
  });
});

const MOVES: readonly Case[] = [
  [
    'down moves the row',
    ['[table]', '  | a‸ | b', '  | c | d'],
    ['Mod+Alt+ArrowDown'],
    ['[table]', '  | c | d', '  | a‸ | b'],
  ],
  [
    'up moves it back',
    ['[table]', '  | a‸ | b', '  | c | d'],
    ['Mod+Alt+ArrowDown', 'Mod+Alt+ArrowUp'],
    ['[table]', '  | a‸ | b', '  | c | d'],
  ],
  [
    'right moves the column',
    ['[table]', '  | a‸ | b', '  | c | d'],
    ['Mod+Alt+ArrowRight'],
    ['[table]', '  | b | a‸', '  | d | c'],
  ],
  [
    'left at the first one stays',
    ['[table]', '  | a‸ | b', '  | c | d'],
    ['Mod+Alt+ArrowLeft'],
    ['[table]', '  | a‸ | b', '  | c | d'],
  ],
];

test.each(MOVES)('TABLE-5 Mod+Alt+arrow %s', (_, sketch, keys, seen) => {
  expect(shown(press(sketch, ...keys))).toEqual(seen);
});

const FILLS: readonly (readonly [
  what: string,
  sketch: string[],
  pasted: string[],
  seen: string[],
])[] = [
  [
    'takes the place of what is in the cells',
    ['[table]', '  | a | b‸ | c', '  | d | e | f'],
    ['[table]', '  | 1 | 2', '  | 3 | 4'],
    ['[table]', '  | a | 1 | 2', '  | d | 3 | 4‸'],
  ],
  [
    'makes the table grow',
    ['[table]', '  | a | b', '  | c | d‸'],
    ['[table]', '  | 1 | 2', '  | 3 | 4'],
    ['[table]', '  | a | b |', '  | c | 1 | 2', '  | | 3 | 4‸'],
  ],
  [
    'of a single cell goes on with the line, in a table of its own',
    ['[table]', '  | a‸'],
    ['1', '2'],
    ['[table]', '  | a1 / 2‸'],
  ],
];

test.each(FILLS)('TABLE-6 a table that is pasted into a cell %s', (_, sketch, pasted, seen) => {
  const peer = editorWith(...sketch);
  peer.edit(() => $pasteBlocks(peer.binding, { blocks: readSketch(pasted).blocks, files: [] }));
  expect(shown(peer)).toEqual(seen);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(sketch.map((line) => line.replaceAll('‸', '')));
  expect(peer.binding.strayChanges).toBe(0);
});
