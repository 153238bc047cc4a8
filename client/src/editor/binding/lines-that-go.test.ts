import { insertBlocks } from '@weft/shared/model/operations/insert';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { insertText } from '@weft/shared/model/operations/text';
import type { Writer } from '@weft/shared/model/writer';
import { letters } from '@weft/shared/testing/page-peer';
import { FORMAT_TEXT_COMMAND } from 'lexical';
import { describe, expect, test } from 'vitest';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { expectShown, shown, text } from '../testing/shown.ts';

type Act = (writer: Writer, ids: readonly string[]) => void;

const COLUMNS = [
  'one',
  '[columns]',
  '  [column]',
  '    left‸',
  '    more',
  '  [column]',
  '    right',
];

describe('a line of a column that somebody composes in', () => {
  const acts: [string, Act][] = [
    ['is deleted', (writer, [, left = '']) => removeBlocks(writer, [left])],
    ['is merged away', (writer, [one = '', left = '']) => void mergeBlocks(writer, one, left)],
    [
      'goes to another column',
      (writer, ids) => {
        const container = writer.page.parent(ids[3] ?? '') ?? '';
        moveBlocks(writer, [ids[1] ?? ''], container, 0);
      },
    ],
    [
      'goes with its columns',
      (writer, ids) => {
        const column = writer.page.parent(ids[1] ?? '') ?? '';
        moveBlocks(writer, [writer.page.parent(column) ?? ''], '', 0);
      },
    ],
    [
      'goes with its deleted columns',
      (writer, ids) => {
        const column = writer.page.parent(ids[1] ?? '') ?? '';
        removeBlocks(writer, [writer.page.parent(column) ?? '']);
      },
    ],
  ];
  test.each(acts)(
    'EDIT-8 and that %s stays until the composition ends, and nothing of it is left then',
    (_, act) => {
      const ada = editorWith(...COLUMNS);
      const bob = another(ada);
      ada.compose();
      act(bob.writer, ada.ids);
      send(bob, ada);
      expect(ada.editor.isComposing()).toBe(true);
      ada.recompose('', 'か');
      ada.endComposition();
      expectShown(ada);
      expect(text(ada).join('')).toContain('か');
      ada.type('!');
      expectShown(ada);
      expect(text(ada).join('')).toContain('!');
    },
  );
});

test('EDIT-6 a mark over several lines is one step', () => {
  const ada = editorWith('«one', 'two', 'three»');
  const before = JSON.stringify(ada.page.children('').map((id) => ada.page.block(id)?.pieces));
  ada.press(FORMAT_TEXT_COMMAND, 'bold');
  const after = JSON.stringify(ada.page.children('').map((id) => ada.page.block(id)?.pieces));
  expect(after.match(/"bold":true/g)).toHaveLength(3);
  ada.edit(() => ada.binding.$travel('undo'));
  expect(JSON.stringify(ada.page.children('').map((id) => ada.page.block(id)?.pieces))).toBe(
    before,
  );
});

describe('the caret of somebody in a cell', () => {
  const TABLE = ['top', '[table]', '  | ‸ | b', 'end'];

  test('EDIT-5 stays in it when others delete its only line', () => {
    const ada = editorWith('top', '[table]', '  | a‸ | b', 'end');
    const bob = another(ada);
    removeBlocks(bob.writer, [ada.ids[1] ?? '']);
    send(bob, ada);
    expect(shown(ada)).toEqual(['top', '[table]', '  | ‸ | b', 'end']);
    ada.type('c');
    expect(shown(ada)).toEqual(['top', '[table]', '  | c‸ | b', 'end']);
  });

  test('EDIT-5 stays in an empty one that others fill, and in one that undo empties', () => {
    const ada = editorWith(...TABLE);
    const cell = ada.page.parent(ada.ids[1] ?? '') ?? '';
    removeBlocks(ada.writer, [ada.ids[1] ?? '']);
    ada.type('x');
    ada.edit(() => ada.binding.$travel('undo'));
    expect(shown(ada)).toEqual(TABLE);
    const bob = another(ada);
    insertBlocks(bob.writer, [{ type: 'text', runs: [{ text: 'hi', marks: {} }] }], cell, 0);
    send(bob, ada);
    expect(shown(ada)).toEqual(['top', '[table]', '  | hi‸ | b', 'end']);
  });
});

test('EDIT-25 a block of a newer type that gets its first text later gets a line with it', () => {
  const ada = editorWith('one‸');
  const bob = another(ada);
  const [id = ''] = insertBlocks(bob.writer, [{ type: 'newer' }], '', 1);
  send(bob, ada);
  bob.writer.commit([{ kind: 'strand', strand: id, runs: [{ text: 'hi', marks: {} }] }]);
  insertText(bob.writer, id, 2, [{ text: '!', marks: {} }]);
  send(bob, ada);
  expectShown(ada);
  expect(text(ada)).toContain('[newer] hi!');
});

test('EDIT-8 a line that moves into another surface meanwhile is not taken for deleted', () => {
  const ada = editorWith('p‸', '[table]', '  | a', 'precious', 'q');
  const bob = another(ada);
  const [composed = '', cellLine = '', precious = '', last = ''] = ada.ids;
  const cell = bob.page.parent(cellLine) ?? '';
  ada.compose();
  moveBlocks(bob.writer, [last], '', 0);
  send(bob, ada);
  moveBlocks(bob.writer, [precious], cell, 1);
  send(bob, ada);
  ada.recompose('', 'k');
  expect(ada.binding.strayChanges).toBe(0);
  ada.endComposition();
  send(ada, bob);
  expect(bob.page.parent(precious)).toBe(cell);
  expect(letters(bob.page)).toContain('precious');
  expect(bob.page.parent(composed)).toBe('');
  expectShown(ada);
});
