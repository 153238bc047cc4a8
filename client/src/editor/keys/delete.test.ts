import { removeBlocks } from '@weft/shared/model/operations/remove';
import {
  $createNodeSelection,
  $isNodeSelection,
  $getSelection,
  $setSelection,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  REMOVE_TEXT_COMMAND,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import { $isVoidNode } from '../nodes/void-node.ts';
import { another, editorWith, type EditorPeer, send } from '../testing/editor-peer.ts';
import { shown } from '../testing/shown.ts';

/** The types of the blocks that are selected as a whole. */
function selectedBlocks({ editor }: EditorPeer): string[] {
  return editor.read(() => {
    const selection = $getSelection();
    const nodes = $isNodeSelection(selection) ? selection.getNodes() : [];
    return nodes.filter($isVoidNode).map(({ facts }) => facts.type);
  });
}

function selectVoid(peer: EditorPeer, index: number): void {
  peer.edit(() => {
    const key = peer.binding.keys.get(peer.page.children('')[index] ?? '');
    const selection = $createNodeSelection();
    if (key !== undefined) selection.add(key);
    $setSelection(selection);
  });
}

describe('Backspace at the start', () => {
  const cases: [string, string[], string[][]][] = [
    ['joins a text to the one above', ['one', '‸two'], [['one‸two']]],
    [
      'makes text of a heading, then joins',
      ['one', '[heading1] ‸two'],
      [['one', '‸two'], ['one‸two']],
    ],
    [
      'makes text of a list’s item, takes it out of the nest, joins it',
      ['[bulleted] one', '  [bulleted] ‸two'],
      [['[bulleted] one', '  ‸two'], ['[bulleted] one', '‸two'], ['[bulleted] one‸two']],
    ],
    ['makes text of a to-do', ['[todo checked] ‸one'], [['‸one']]],
    [
      'makes text of a toggle, whose children stay',
      ['[toggle] ‸one', '  two'],
      [['‸one', '  two']],
    ],
    ['makes text of a quote', ['[quote] ‸one'], [['‸one']]],
    ['makes text of a callout', ['[callout] ‸one', '  two'], [['‸one', '  two']]],
    ['leaves code with text as it is', ['one', '[code] ‸two'], [['one', '[code] ‸two']]],
    ['makes text of an empty code', ['[code] ‸'], [['‸']]],
    [
      'joins to what is nested in the text above',
      ['one', '  two', '‸three'],
      [['one', '  two‸three']],
    ],
    ['takes what is nested along', ['one', '‸two', '  three'], [['one‸two', '  three']]],
    ['leaves a heading a heading', ['[heading1] one', '‸two'], [['[heading1] one‸two']]],
    [
      'lets an empty text above go, and keeps the type below',
      ['', '[quote] ‸two'],
      [['', '‸two'], ['‸two']],
    ],
    ['of the first text does nothing', ['‸one', 'two'], [['‸one', 'two']]],
    ['of an empty first text takes it away', ['‸', 'two'], [['‸two']]],
    ['of the only text does nothing', ['‸'], [['‸']]],
    ['stays in its cell', ['[table]', '  | one | ‸two'], [['[table]', '  | one | ‸two']]],
    [
      'joins lines of a cell',
      ['[columns]', '  [column]', '    one', '    ‸two'],
      [['[columns]', '  [column]', '    one‸two']],
    ],
    ['keeps a caption', ['one', '[image] ‸caption'], [['one', '[image] ‸caption']]],
    ['takes away a picture without a caption', ['one', '[image] ‸'], [['one‸']]],
    ['leaves a caption above as it is', ['[image] caption', '‸two'], [['[image] caption‸', 'two']]],
    ['lets an empty text below a caption go', ['[image] caption', '‸'], [['[image] caption‸']]],
    [
      'lets an empty text below a caption go, and what is nested take its place',
      ['[image] caption', '‸', '  two', '    three'],
      [['[image] caption‸', 'two', '  three']],
    ],
    ['of an empty first text leaves what is nested', ['‸', '  two', 'three'], [['‸two', 'three']]],
    [
      'below a table lets an empty text go, and what is nested take its place',
      ['[table]', '  | a', '‸', '  two'],
      [['[table]', '  | a‸', 'two']],
    ],
  ];
  test.each(cases)('EDIT-13 %s', (_, sketch, steps) => {
    const peer = editorWith(...sketch);
    for (const seen of steps) {
      peer.press(DELETE_CHARACTER_COMMAND, true);
      expect(shown(peer)).toEqual(seen);
    }
    expect(peer.binding.strayChanges).toBe(0);
  });

  test('EDIT-13 selects a divider above, and again deletes it', () => {
    const peer = editorWith('one', '[divider]', '‸two');
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['one', '[divider]', 'two']);
    expect(selectedBlocks(peer)).toEqual(['divider']);
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['one‸', 'two']);
  });

  test('EDIT-13 in an empty text below a divider takes the text away and selects the divider', () => {
    const peer = editorWith('one', '[divider]', '‸');
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['one', '[divider]']);
    expect(selectedBlocks(peer)).toEqual(['divider']);
  });
});

describe('Delete at the end', () => {
  const cases: [string, string[], string[]][] = [
    [
      'of a caption lets an empty text below go, and what is nested take its place',
      ['[image] caption‸', '', '  two'],
      ['[image] caption‸', 'two'],
    ],
    ['joins the text below', ['one‸', 'two'], ['one‸two']],
    ['joins a list’s item below', ['one‸', '[bulleted] two'], ['one‸two']],
    [
      'joins the first nested one, and keeps the others nested',
      ['one‸', '  two', '  three'],
      ['one‸two', '  three'],
    ],
    [
      'takes what is nested in the one below along',
      ['one‸', 'two', '  three'],
      ['one‸two', '  three'],
    ],
    ['of an empty text keeps the type below', ['‸', '[heading1] two'], ['[heading1] ‸two']],
    ['of the last text does nothing', ['one', 'two‸'], ['one', 'two‸']],
    ['of a cell does nothing', ['[table]', '  | one‸ | two'], ['[table]', '  | one‸ | two']],
  ];
  test.each(cases)('EDIT-13 %s', (_, sketch, seen) => {
    const peer = editorWith(...sketch);
    peer.press(DELETE_CHARACTER_COMMAND, false);
    expect(shown(peer)).toEqual(seen);
    expect(peer.binding.strayChanges).toBe(0);
  });

  test('EDIT-13 selects a divider below', () => {
    const peer = editorWith('one‸', '[divider]', 'two');
    peer.press(DELETE_CHARACTER_COMMAND, false);
    expect(selectedBlocks(peer)).toEqual(['divider']);
    peer.press(DELETE_CHARACTER_COMMAND, false);
    expect(shown(peer)).toEqual(['one‸', 'two']);
  });
});

test('EDIT-13 a word and a line that are deleted at the edge join as a letter does', () => {
  for (const command of [DELETE_WORD_COMMAND, DELETE_LINE_COMMAND]) {
    const peer = editorWith('one', '‸two', 'three');
    peer.press(command, true);
    expect(shown(peer)).toEqual(['one‸two', 'three']);
    peer.select(peer.ids[0] ?? '', 6);
    peer.press(command, false);
    expect(shown(peer)).toEqual(['onetwo‸three']);
  }
});

test('EDIT-13 in an empty text below a divider leaves what is nested in it', () => {
  const peer = editorWith('[divider]', '‸', '  two');
  peer.press(DELETE_CHARACTER_COMMAND, true);
  expect(shown(peer)).toEqual(['[divider]', 'two']);
  expect(selectedBlocks(peer)).toEqual(['divider']);
});

describe('a block that is selected as a whole', () => {
  test('EDIT-13 of all there is leaves an empty page with a caret', () => {
    const peer = editorWith('[divider]');
    selectVoid(peer, 0);
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['‸']);
  });

  test('EDIT-12 is followed by a text after Enter', () => {
    const peer = editorWith('one', '[divider]', 'two');
    selectVoid(peer, 1);
    peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
    expect(shown(peer)).toEqual(['one', '[divider]', '‸', 'two']);
  });
});

const RANGES: [string, string[], string, string, string[]][] = [
  // What is selected; after Backspace the line with the caret, after typing, after Enter.
  ['two lines', ['o«ne', 'tw»o'], 'o‸o', 'ox‸o', ['o', '‸o']],
  ['backward', ['o»ne', 'tw«o'], 'o‸o', 'ox‸o', ['o', '‸o']],
  ['lines between go', ['o«ne', 'x', '[divider]', '[code] y', 'tw»o'], 'o‸o', 'ox‸o', ['o', '‸o']],
  ['from the very start', ['«one', 'two»'], '‸', 'x‸', ['', '‸']],
  [
    'the first line’s type stays',
    ['[quote] o«ne', '[bulleted] tw»o'],
    '[quote] o‸o',
    '[quote] ox‸o',
    ['[quote] o', '[quote] ‸o'],
  ],
  ['from the end of a line', ['one«', 'tw»o'], 'one‸o', 'onex‸o', ['one', '‸o']],
  ['from the end of a line to that of another', ['one«', 'two»'], 'one‸', 'onex‸', ['one', '‸']],
  ['nested lines between go', ['o«ne', '  x', '    y', 'tw»o'], 'o‸o', 'ox‸o', ['o', '‸o']],
];

describe('a selection over several lines', () => {
  test.each(RANGES)(
    'EDIT-19 %s: Backspace, typing and Enter take its place',
    (_, sketch, deleted, typed, entered) => {
      const removals: [(peer: EditorPeer) => void, string[]][] = [
        [(peer) => peer.press(DELETE_CHARACTER_COMMAND, true), [deleted]],
        [(peer) => peer.press(REMOVE_TEXT_COMMAND, null), [deleted]],
        [(peer) => peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, 'x'), [typed]],
        [(peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined), entered],
      ];
      for (const [act, seen] of removals) {
        const peer = editorWith(...sketch);
        act(peer);
        expect(shown(peer)).toEqual(seen);
        expect(peer.binding.strayChanges).toBe(0);
      }
    },
  );

  test('EDIT-19 EDIT-5 that begins in a line somebody else has deleted leaves a caret and no selection', () => {
    const ada = editorWith('one', 'two‸', 'three');
    const bob = another(ada);
    const [, second = '', third = ''] = ada.ids;
    removeBlocks(bob.writer, [second]);
    ada.type('!');
    send(bob, ada);
    expect(shown(ada)).toEqual(['one', '[text edited] two!‸', 'three']);
    ada.select(second, 0, third, 2);
    ada.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(ada)).toEqual(['one', '‸ree']);
  });

  const layouts: [string, string[], string[]][] = [
    [
      'a table all of which is in it goes',
      ['o«ne', '[table]', '  | a | b', '  | c | d', 'tw»o'],
      ['o‸o'],
    ],
    [
      'a table partly in it is emptied so far, not torn',
      ['o«ne', '[table]', '  | a | b', '  | c»x | d'],
      ['o‸', '[table]', '  | |', '  | x | d'],
    ],
    [
      'a table it begins in is emptied from there',
      ['[table]', '  | a | b', '  | x«c | d', 'tw»o'],
      ['[table]', '  | a | b', '  | x‸ |', 'o'],
    ],
    ['from one cell to another', ['[table]', '  | x«a | b | cy»z'], ['[table]', '  | x‸ | | z']],
    [
      'columns partly in it are emptied so far',
      ['o«ne', '[columns]', '  [column]', '    a', '  [column]', '    b»x'],
      ['o‸', '[columns]', '  [column]', '    ', '  [column]', '    x'].map((line) =>
        line.trimEnd(),
      ),
    ],
  ];
  test.each(layouts)('EDIT-19 %s', (_, sketch, seen) => {
    const peer = editorWith(...sketch);
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(seen);
    expect(peer.binding.strayChanges).toBe(0);
  });
});
