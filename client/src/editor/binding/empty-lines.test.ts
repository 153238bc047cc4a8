import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { emptyTable } from '@weft/shared/model/operations/table';
import {
  $getRoot,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import { encodeStateAsUpdate } from 'yjs';
import { $pasteText, $selectedText } from '../keys/clipboard.ts';
import { $tab } from '../keys/tab.ts';
import {
  another,
  editorPeer,
  editorWith,
  type EditorPeer,
  send,
  sendAll,
} from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';

/** Puts the caret into the empty line of a surface. */
function enter(peer: EditorPeer, surface: string): string {
  const { id } = peer.binding.emptyLine(surface).facts;
  peer.select(id, 0);
  return id;
}

describe('an empty page', () => {
  test('EDIT-11 shows a line that is not in the document until something is typed', () => {
    const peer = editorPeer(1);
    expect(shown(peer)).toEqual(['']);
    enter(peer, '');
    expect(encodeStateAsUpdate(peer.doc)).toHaveLength(2);
    const key = peer.editor.read(() => $getRoot().getFirstChild()?.getKey());
    peer.type('one');
    expect(shown(peer)).toEqual(['one‸']);
    expect(peer.page.children('')).toHaveLength(1);
    expect(peer.editor.read(() => $getRoot().getFirstChild()?.getKey())).toBe(key);
    expect(peer.binding.strayChanges).toBe(0);
  });

  test('EDIT-11 takes Enter and pasted lines as any line does', () => {
    const first = editorPeer(1);
    enter(first, '');
    first.press(INSERT_PARAGRAPH_COMMAND, undefined);
    expect(shown(first)).toEqual(['', '‸']);
    const second = editorPeer(2);
    enter(second, '');
    second.edit(() => $pasteText(second.binding, 'one\ntwo'));
    expect(shown(second)).toEqual(['one', 'two‸']);
  });

  test('EDIT-11 is there again after undo, and whenever the last line goes', () => {
    const peer = editorPeer(1);
    enter(peer, '');
    peer.type('one');
    peer.press(UNDO_COMMAND, undefined);
    expect(shown(peer)).toEqual(['‸']);
    peer.type('two');
    expect(shown(peer)).toEqual(['two‸']);
    const other = editorWith('one', '  two');
    removeBlocks(other.writer, other.page.children(''));
    expect(text(other)).toEqual(['']);
    enter(other, '');
    other.type('three');
    expect(shown(other)).toEqual(['three‸']);
  });

  test('EDIT-11 two people who begin at once both keep their words', () => {
    const [ada, bob] = [editorPeer(1), editorPeer(2)];
    enter(ada, '');
    enter(bob, '');
    ada.type('from Ada');
    bob.type('from Bob');
    sendAll(ada, bob);
    expect(text(ada).toSorted()).toEqual(['from Ada', 'from Bob']);
    expect(text(bob)).toEqual(text(ada));
    ada.type('!');
    expect(text(ada)).toContain('from Ada!');
  });

  test('EDIT-11 is filled by a teammate: the empty line goes, the caret to the first line', () => {
    const [ada, bob] = [editorPeer(1), editorPeer(2)];
    enter(ada, '');
    insertBlocks(bob.writer, [{ type: 'text', runs: [{ text: 'one', marks: {} }] }], '', 0);
    send(bob, ada);
    expect(text(ada)).toEqual(['one']);
    expect(ada.ends()).toBeDefined();
    ada.type('x');
    expect(text(ada).join('')).toHaveLength(4);
  });
});

describe('an empty cell or column', () => {
  test('EDIT-11 shows a line and takes what is typed', () => {
    const peer = editorWith('[columns]', '  [column]', '  [column]', '    one');
    const [columns = ''] = peer.page.children('');
    const [column = ''] = peer.page.children(columns);
    expect(text(peer)).toEqual(['[columns]', '  [column]', '', '  [column]', '    one']);
    enter(peer, column);
    peer.type('two');
    expect(text(peer)).toEqual(['[columns]', '  [column]', '    two', '  [column]', '    one']);
    expect(peer.page.children(column)).toHaveLength(1);
  });

  test('EDIT-11 of a table is filled by two people at once', () => {
    const ada = editorWith('x');
    insertBlocks(ada.writer, [emptyTable(1, 2)], '', 1);
    const [, table = ''] = ada.page.children('');
    const cell = `${ada.page.children(table)[0]}~${ada.page.columns(table)[0]}`;
    removeBlocks(ada.writer, ada.page.children(cell));
    const bob = another(ada);
    expect(text(ada)).toEqual(['x', '[table]', '  | |']);
    for (const peer of [ada, bob]) enter(peer, cell);
    ada.type('A');
    bob.type('B');
    sendAll(ada, bob);
    expect(text(ada)).toEqual(text(bob));
    expect(text(ada)[2]).toMatch(/^ {2}\| (A \/ B|B \/ A) \|$/);
  });

  /** A line, and a table whose first cell is empty down to its last line; the caret is there. */
  function withEmptyCell(): ReturnType<typeof editorWith> & { readonly ghost: string } {
    const peer = editorWith('one', '[table]', '  | | two', 'three');
    const [, table = ''] = peer.page.children('');
    const cell = `${peer.page.children(table)[0]}~${peer.page.columns(table)[0]}`;
    removeBlocks(peer.writer, peer.page.children(cell));
    return { ...peer, ghost: enter(peer, cell) };
  }

  const acts: [string, (peer: EditorPeer) => void, string[]][] = [
    [
      'typing',
      (peer) => peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, 'x'),
      ['one', '[table]', '  | x‸ | wo', 'three'],
    ],
    [
      'Backspace',
      (peer) => peer.press(DELETE_CHARACTER_COMMAND, true),
      ['one', '[table]', '  | ‸ | wo', 'three'],
    ],
    [
      'Enter',
      (peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined),
      ['one', '[table]', '  |  / ‸ | wo', 'three'],
    ],
    [
      'a paste',
      (peer) => peer.edit(() => $pasteText(peer.binding, 'a\nb')),
      ['one', '[table]', '  | a / b‸ | wo', 'three'],
    ],
  ];
  test.each(acts)(
    'EDIT-11 EDIT-19 in which a selection begins takes %s, and nothing before it is touched',
    (_, act, seen) => {
      const peer = withEmptyCell();
      peer.select(peer.ghost, 0, peer.ids[2], 1);
      act(peer);
      expect(shown(peer)).toEqual(seen);
    },
  );

  test('EDIT-11 EDIT-19 in which a selection ends keeps what is after it', () => {
    const peer = withEmptyCell();
    peer.select(peer.ids[0] ?? '', 1, peer.ghost, 0);
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['o‸', '[table]', '  | | two', 'three']);
  });

  test('EDIT-11 EDIT-14 is left by Tab as any cell is', () => {
    const peer = withEmptyCell();
    peer.edit(() => void $tab(peer.binding, false));
    expect(shown(peer)).toEqual(['one', '[table]', '  | | ‸two', 'three']);
  });

  test('EDIT-11 EDIT-16 in which a selection begins is copied without what is before it', () => {
    const peer = withEmptyCell();
    peer.select(peer.ghost, 0, peer.ids[2], 3);
    expect(peer.editor.read(() => $selectedText(peer.binding))).toBe('two');
  });
});
