import { indentBlocks } from '@weft/shared/model/operations/indent';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { splitBlock } from '@weft/shared/model/operations/split';
import { deleteText, insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import type { Writer } from '@weft/shared/model/writer';
import { describe, expect, test } from 'vitest';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { shown } from '../testing/shown.ts';

type Act = (writer: Writer, ids: readonly string[]) => void;

/** What a person sees, selection included, after a teammate has done something. */
function after(sketch: readonly string[], act: Act): string[] {
  const ada = editorWith(...sketch);
  const bob = another(ada);
  act(bob.writer, ada.ids);
  send(bob, ada);
  return shown(ada);
}

const type =
  (line: number, offset: number, typed: string): Act =>
  (writer, ids) =>
    insertText(writer, ids[line] ?? '', offset, [{ text: typed, marks: {} }]);

describe('others type in the line', () => {
  const cases: [string, string[], Act, string[]][] = [
    ['before the caret', ['one tw‸o'], type(0, 4, 'and '), ['one and tw‸o']],
    ['after the caret', ['one‸ two'], type(0, 4, 'and '), ['one‸ and two']],
    ['at the caret', ['one‸ two'], type(0, 3, ' and'), ['one‸ and two']],
    ['at the start, where the caret is', ['‸one'], type(0, 0, 'and '), ['‸and one']],
    ['inside the selection', ['«one two»'], type(0, 3, ' and'), ['«one and two»']],
    ['before a selection that goes backward', ['x »one« y'], type(0, 0, 'ab'), ['abx »one« y']],
    ['in another line', ['one‸', 'two'], type(1, 3, '!'), ['one‸', 'two!']],
    ['pairs of surrogates before it', ['🙂‸ a'], type(0, 2, '👨‍👩‍👧'), ['🙂‸👨‍👩‍👧 a']],
  ];
  test.each(cases)('EDIT-3 %s', (_, sketch, act, seen) => {
    expect(after(sketch, act)).toEqual(seen);
  });

  test('EDIT-3 and delete the letters around the caret', () => {
    const act: Act = (writer, [id = '']) => deleteText(writer, id, 2, 6);
    expect(after(['one ‸two'], act)).toEqual(['on‸o']);
  });

  test('EDIT-3 while the person types: every letter goes on where the last one ended', () => {
    const ada = editorWith('one ‸ two');
    const bob = another(ada);
    for (const letter of 'and') {
      ada.type(letter);
      insertText(bob.writer, ada.ids[0] ?? '', 0, [{ text: '>', marks: {} }]);
      send(bob, ada);
    }
    expect(shown(ada)).toEqual(['>>>one and‸ two']);
  });
});

describe('others rearrange the page', () => {
  const cases: [string, string[], Act, string[]][] = [
    [
      'split the line before the caret',
      ['one tw‸o'],
      (writer, [id = '']) => splitBlock(writer, id, 3),
      ['one', ' tw‸o'],
    ],
    [
      'split it after the caret',
      ['on‸e two'],
      (writer, [id = '']) => splitBlock(writer, id, 3),
      ['on‸e', ' two'],
    ],
    [
      'split it inside the selection',
      ['«one two»'],
      (writer, [id = '']) => splitBlock(writer, id, 4),
      ['«one', 'two»'],
    ],
    [
      'merge it into the line above',
      ['one', 'tw‸o'],
      (writer, [id = '', next = '']) => mergeBlocks(writer, id, next),
      ['onetw‸o'],
    ],
    [
      'move it',
      ['o‸ne', 'two', 'three'],
      (writer, [id = '']) => moveBlocks(writer, [id], '', 3),
      ['two', 'three', 'o‸ne'],
    ],
    [
      'move one end of the selection over the other',
      ['o«ne', 'tw»o'],
      (writer, [id = '']) => moveBlocks(writer, [id], '', 2),
      ['tw»o', 'o«ne'],
    ],
    [
      'nest it',
      ['one', 'two‸'],
      (writer, [, id = '']) => indentBlocks(writer, [id]),
      ['one', '  two‸'],
    ],
    [
      'turn it into something else',
      ['one‸'],
      (writer, ids) => turnBlocksInto(writer, ids, 'heading1'),
      ['[heading1] one‸'],
    ],
    [
      'turn it into code, which has no marks',
      ['one‸'],
      (writer, ids) => turnBlocksInto(writer, ids, 'code'),
      ['[code] one‸'],
    ],
    [
      'put lines above it',
      ['one‸'],
      (writer) => insertBlocks(writer, [{ type: 'text' }, { type: 'divider' }], '', 0),
      ['', '[divider]', 'one‸'],
    ],
    [
      'move it into a column',
      ['one‸', '[columns]', '  [column]', '    two'],
      (writer, [id = '']) => {
        const [, columns = ''] = writer.page.children('');
        moveBlocks(writer, [id], writer.page.children(columns)[0] ?? '', 1);
      },
      ['[columns]', '  [column]', '    two', '    one‸'],
    ],
  ];
  test.each(cases)('EDIT-4 %s', (_, sketch, act, seen) => {
    expect(after(sketch, act)).toEqual(seen);
  });
});

describe('others delete the line of the caret', () => {
  const remove =
    (...lines: readonly number[]): Act =>
    (writer, ids) =>
      removeBlocks(
        writer,
        lines.map((line) => ids[line] ?? ''),
      );
  const cases: [string, string[], Act, string[]][] = [
    ['it goes to the line above', ['one', 'tw‸o', 'three'], remove(1), ['one‸', 'three']],
    ['of the first it goes to the line below', ['o‸ne', 'two'], remove(0), ['two‸']],
    ['of the only one it goes to the empty line', ['o‸ne'], remove(0), ['‸']],
    ['and the line above as well', ['one', 'two', 'thr‸ee'], remove(1, 2), ['one‸']],
    [
      'nested under another, it goes there',
      ['one', '  tw‸o', 'three'],
      remove(1),
      ['one‸', 'three'],
    ],
    [
      'so do both ends of a selection',
      ['one', 't«wo', 'thre»e', 'four'],
      remove(1, 2),
      ['one‸', 'four'],
    ],
    ['one end of a selection', ['o«ne', 'tw»o', 'three'], remove(1), ['o«ne»', 'three']],
    ['a teammate deletes another line', ['one', 'tw‸o'], remove(0), ['tw‸o']],
    [
      'in a cell it goes to the empty line of the cell',
      ['[table]', '  | o‸ne | two'],
      remove(0),
      ['[table]', '  | ‸ | two'],
    ],
  ];
  test.each(cases)('EDIT-5 %s', (_, sketch, act, seen) => {
    expect(after(sketch, act)).toEqual(seen);
  });
});
