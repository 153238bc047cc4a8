import { UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { runs, shown, text } from '../testing/shown.ts';
import { $recolor, type Coloring, RECOLOR_COMMAND } from './recolor.ts';

function recolored(sketch: readonly string[], ...colorings: readonly Coloring[]): EditorPeer {
  const peer = editorWith(...sketch);
  for (const coloring of colorings) peer.edit(() => $recolor(peer.binding, coloring));
  expect(peer.binding.strayChanges).toBe(0);
  return peer;
}

const RED: Coloring = { prop: 'color', color: 'red' };
const ON_RED: Coloring = { prop: 'background', color: 'red' };
const NONE: Coloring = { prop: 'color', color: 'default' };

const blocks: [string, string[], Coloring[], string[]][] = [
  ['the block of the caret', ['on‸e', 'two'], [RED], ['[text color=red] on‸e', 'two']],
  ['what is behind it', ['[quote] on‸e'], [RED, ON_RED], ['[quote background=red color=red] on‸e']],
  ['it back', ['[text red] on‸e'], [NONE], ['on‸e']],
  ['nothing where there is none', ['on‸e'], [NONE], ['on‸e']],
];

test.each(blocks)('TOOL-3 a colour changes %s', (_, sketch, colorings, after) => {
  expect(shown(recolored(sketch, ...colorings))).toEqual(after);
});

test('TOOL-3 all selected blocks are coloured in one step', () => {
  const peer = editorWith('on«e', 'two', 'thr»ee');
  pressKey(peer, 'Escape');
  peer.edit(() => $recolor(peer.binding, RED));
  expect(text(peer)).toEqual(['one', 'two', 'three'].map((line) => `[text color=red] ${line}`));
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(['one', 'two', 'three']);
});

test('TOOL-3 selected letters are coloured in one step, across lines and backwards too', () => {
  for (const sketch of [
    ['o«ne', 'tw»o'],
    ['o»ne', 'tw«o'],
  ]) {
    const peer = recolored(sketch, RED);
    const [one = '', two = ''] = peer.page.children('');
    expect(runs(peer, one)).toEqual([
      ['o', {}],
      ['ne', { color: 'red' }],
    ]);
    expect(runs(peer, two)).toEqual([
      ['tw', { color: 'red' }],
      ['o', {}],
    ]);
    expect(shown(peer)).toEqual(sketch);
    peer.edit(() => $recolor(peer.binding, NONE));
    expect(runs(peer, one)).toEqual([['one', {}]]);
    peer.press(UNDO_COMMAND, undefined);
    peer.press(UNDO_COMMAND, undefined);
    expect(runs(peer, one)).toEqual([['one', {}]]);
    expect(runs(peer, two)).toEqual([['two', {}]]);
  }
});

test('TOOL-5 Mod+Shift+H colours with what was used last, a marker pen at first', () => {
  const peer = editorWith('«one» two');
  const marks = (): unknown => runs(peer, peer.ids[0] ?? '')[0];
  pressKey(peer, 'Mod+Shift+h');
  expect(marks()).toEqual(['one', { background: 'yellow' }]);
  peer.press(RECOLOR_COMMAND, RED);
  peer.press(RECOLOR_COMMAND, NONE);
  expect(marks()).toEqual(['one', { background: 'yellow' }]);
  pressKey(peer, 'Mod+Shift+h');
  expect(marks()).toEqual(['one', { background: 'yellow', color: 'red' }]);
});
