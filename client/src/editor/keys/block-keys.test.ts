import { runsText } from '@weft/shared/model/content';
import { blockRuns } from '@weft/shared/model/block';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { UNDO_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { another, editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { shown, text } from '../testing/shown.ts';

/** What the selected blocks say, or what they are. */
function selected({ editor, page }: EditorPeer): string[] {
  return editor.read($selectedBlocks).map((id) => {
    const block = page.block(id);
    return block && block.pieces.length > 0 ? runsText(blockRuns(block)) : `[${block?.type}]`;
  });
}

function press(sketch: readonly string[], ...keys: readonly string[]): EditorPeer {
  const peer = editorWith(...sketch);
  for (const key of keys) pressKey(peer, key);
  expect(peer.binding.strayChanges).toBe(0);
  return peer;
}

const ONE_TO_FOUR = ['one', '  two', '  three', 'fo‸ur'];

test.each<[string, string[], string[], string[]]>([
  ['up', ['one', '[divider]', '‸two'], ['ArrowUp', 'ArrowUp'], ['one‸', '[divider]', 'two']],
  ['down', ['o‸ne', '[divider]', 'two'], ['ArrowDown', 'ArrowDown'], ['one', '[divider]', '‸two']],
  [
    'to the left',
    ['one', '[divider]', '‸two'],
    ['ArrowLeft', 'ArrowLeft'],
    ['one‸', '[divider]', 'two'],
  ],
  [
    'to the right',
    ['one‸', '[divider]', 'two'],
    ['ArrowRight', 'ArrowRight'],
    ['one', '[divider]', '‸two'],
  ],
  [
    'over two of them',
    ['one‸', '[divider]', '[divider]', 'two'],
    ['ArrowDown', 'ArrowDown', 'ArrowDown'],
    ['one', '[divider]', '[divider]', '‸two'],
  ],
])('SELECT-9 a caret goes %s over a divider', (_, sketch, keys, after) => {
  const peer = press(sketch, ...keys.slice(0, -1));
  expect(selected(peer)).toEqual(['[divider]']);
  for (const key of keys.slice(-1)) pressKey(peer, key);
  expect(shown(peer)).toEqual(after);
});

describe('selecting blocks', () => {
  const cases: [string, string[], string[], string[]][] = [
    ['Escape selects the block of the caret', ['on‸e', 'two'], ['Escape'], ['one']],
    ['Escape selects all blocks of a selection', ['o«ne', '  tw»o'], ['Escape'], ['one']],
    ['an arrow selects the next one', ['on‸e', 'two'], ['Escape', 'ArrowDown'], ['two']],
    ['an arrow selects the one before', ONE_TO_FOUR, ['Escape', 'ArrowUp'], ['three']],
    ['an arrow stays at the last one', ONE_TO_FOUR, ['Escape', 'ArrowDown'], ['four']],
    [
      'an arrow passes a divider',
      ['on‸e', '[divider]', 'two'],
      ['Escape', 'ArrowDown'],
      ['[divider]'],
    ],
    [
      'Shift takes one more',
      ['on‸e', 'two', 'three'],
      ['Escape', 'Shift+ArrowDown'],
      ['one', 'two'],
    ],
    [
      'Shift lets the last one go again',
      ['on‸e', 'two', 'three'],
      ['Escape', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowUp'],
      ['one', 'two'],
    ],
    [
      'Shift goes on beyond where it began',
      ['one', 'tw‸o', 'three'],
      ['Escape', 'Shift+ArrowDown', 'Shift+ArrowUp', 'Shift+ArrowUp'],
      ['one', 'two'],
    ],
    [
      'Shift passes what is nested in a selected block',
      ['on‸e', '  two', 'three'],
      ['Escape', 'Shift+ArrowDown'],
      ['one', 'three'],
    ],
    [
      'Shift selects the parent of what is selected',
      ['one', '  tw‸o', 'three'],
      ['Escape', 'Shift+ArrowUp'],
      ['one'],
    ],
    ['Mod+A selects the line first', ['on‸e', 'two'], ['Mod+a'], []],
    [
      'Mod+A selects the page then',
      ['on‸e', '  two', 'three'],
      ['Mod+a', 'Mod+a'],
      ['one', 'three'],
    ],
    ['Mod+A in an empty line selects the page', ['‸', 'two'], ['Mod+a'], ['', 'two']],
    [
      'from a cell the table is reached',
      ['[table]', '  | a‸ | b', 'one'],
      ['Escape', 'ArrowDown', 'ArrowUp'],
      ['[table]'],
    ],
    [
      'a selection that leaves a cell takes the table',
      ['[table]', '  | a‸ | b', 'one'],
      ['Escape', 'Shift+ArrowDown'],
      ['[table]', 'one'],
    ],
  ];
  test.each(cases)('SELECT-1 %s', (_, sketch, keys, blocks) => {
    expect(selected(press(sketch, ...keys))).toEqual(blocks);
  });

  const edits: [string, string[], string[], string[]][] = [
    ['Enter goes to the end of its text', ['o‸ne', 'two'], ['Escape', 'Enter'], ['one‸', 'two']],
    [
      'Backspace deletes them',
      ONE_TO_FOUR,
      ['Escape', 'Shift+ArrowUp', 'Backspace'],
      ['one', '  two‸'],
    ],
    [
      'Delete deletes what is nested too',
      ['on‸e', '  two', 'three'],
      ['Escape', 'Delete'],
      ['‸three'],
    ],
    ['Backspace on all leaves a line', ['on‸e', 'two'], ['Mod+a', 'Mod+a', 'Backspace'], ['‸']],
    [
      'Tab nests them',
      ['one', 'tw‸o', 'three'],
      ['Escape', 'Shift+ArrowDown', 'Tab', 'Enter'],
      ['one', '  two', '  three‸'],
    ],
    [
      'Shift+Tab takes them out',
      ['one', '  tw‸o'],
      ['Escape', 'Shift+Tab', 'Enter'],
      ['one', 'two‸'],
    ],
    [
      'Mod+Enter ticks all to-dos',
      ['[todo] o«ne', 'two', '[todo] th»ree'],
      ['Escape', 'Mod+Enter', 'Enter'],
      ['[todo checked] one', 'two', '[todo checked] three‸'],
    ],
  ];
  test.each(edits)('SELECT-2 %s', (_, sketch, keys, after) => {
    expect(shown(press(sketch, ...keys))).toEqual(after);
  });

  test('SELECT-3 a selection stays with its blocks when others move and delete them', () => {
    const peer = press(['one', 't‸wo', 'three', 'four'], 'Escape', 'Shift+ArrowDown');
    const other = another(peer);
    other.select(other.page.children('')[1] ?? '', 0);
    pressKey(other, 'Tab');
    pressKey(other, 'Mod+Shift+ArrowUp');
    removeBlocks(other.writer, [other.page.children('').at(-2) ?? '']);
    applyUpdate(peer.doc, encodeStateAsUpdate(other.doc));
    expect(selected(peer)).toEqual(['two']);
  });
});

describe('commands on blocks', () => {
  const cases: [string, string[], string[], string[]][] = [
    [
      'Mod+D puts a copy below, with the caret in it',
      ['on‸e', '  two', 'three'],
      ['Mod+d'],
      ['one', '  two', 'on‸e', '  two', 'three'],
    ],
    [
      'Mod+D copies all that is selected',
      ['on«e', 'tw»o'],
      ['Escape', 'Mod+d', 'Enter'],
      ['one', 'two', 'one', 'two‸'],
    ],
    [
      'Mod+Shift+ArrowUp moves a block up',
      ['one', 't‸wo', '  three'],
      ['Mod+Shift+ArrowUp'],
      ['t‸wo', '  three', 'one'],
    ],
    [
      'Mod+Shift+ArrowDown moves all that is selected',
      ['o«ne', 'tw»o', 'three'],
      ['Mod+Shift+ArrowDown'],
      ['three', 'o«ne', 'tw»o'],
    ],
    [
      'it goes out of what it is nested in',
      ['one', '  t‸wo', 'three'],
      ['Mod+Shift+ArrowDown'],
      ['one', 't‸wo', 'three'],
    ],
    [
      'it goes up out of it too',
      ['one', '  t‸wo', 'three'],
      ['Mod+Shift+ArrowUp'],
      ['t‸wo', 'one', 'three'],
    ],
    [
      'it stays where there is nothing beyond',
      ['o‸ne', 'two'],
      ['Mod+Shift+ArrowUp'],
      ['o‸ne', 'two'],
    ],
    [
      'it stays in its cell',
      ['[table]', '  | a‸ | b'],
      ['Mod+Shift+ArrowUp'],
      ['[table]', '  | a‸ | b'],
    ],
    ['Mod+Shift+1 makes a heading', ['on‸e'], ['Mod+Shift+1'], ['[heading1] on‸e']],
    [
      'Mod+Shift+4 makes to-dos of all',
      ['o«ne', 'tw»o'],
      ['Mod+Shift+4'],
      ['[todo] o«ne', '[todo] tw»o'],
    ],
    [
      'Mod+Shift+0 makes text again',
      ['[heading2 toggle] on‸e', '  two'],
      ['Mod+Shift+0'],
      ['on‸e', '  two'],
    ],
    ['Mod+Shift+8 makes one code block', ['o«ne', 'tw»o'], ['Mod+Shift+8'], ['[code] ‸one⏎two']],
    ['Mod+Shift+1 makes an empty page a heading', ['‸'], ['Mod+Shift+1'], ['[heading1] ‸']],
  ];
  test.each(cases)('SELECT-4 %s', (_, sketch, keys, after) => {
    const peer = press(sketch, ...keys);
    expect(shown(peer)).toEqual(after);
    if (after.join() === sketch.join()) return;
    peer.press(UNDO_COMMAND, undefined);
    expect(text(peer)).toEqual(sketch.map((line) => line.replaceAll(/[‸«»]/g, '').trimEnd()));
  });
});
