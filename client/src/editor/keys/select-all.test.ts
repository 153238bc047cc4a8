import {
  $selectAll,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  REMOVE_TEXT_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { describe, expect, test } from 'vitest';
import { $pasteText } from './clipboard.ts';
import { editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { shown, text } from '../testing/shown.ts';

describe('a selection of everything', () => {
  const all: [string, string[], string, string[]][] = [
    // After Backspace, after Enter.
    ['a block without text first', ['[divider]', 'one', 'two'], '‸', ['', '‸']],
    ['one last', ['one', 'two', '[divider]'], '‸', ['', '‸']],
    [
      'several at both ends',
      ['[divider]', '[divider]', 'a', '[divider]', '[divider]'],
      '‸',
      ['', '‸'],
    ],
    ['one line between two', ['[divider]', 'one', '[divider]'], '‸', ['', '‸']],
    ['an empty line after one', ['[divider]', ''], '‸', ['', '‸']],
    ['one in the middle', ['one', '[divider]', 'two'], '‸', ['', '‸']],
  ];
  test.each(all)('EDIT-19 with %s goes as a whole', (_, sketch, deleted, entered) => {
    const removals: [(peer: EditorPeer) => void, string[]][] = [
      [(peer) => peer.press(DELETE_CHARACTER_COMMAND, true), [deleted]],
      [(peer) => peer.press(REMOVE_TEXT_COMMAND, null), [deleted]],
      [(peer) => peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, 'x'), ['x‸']],
      [(peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined), entered],
    ];
    for (const [act, seen] of removals) {
      const peer = editorWith(...sketch);
      peer.edit(() => void $selectAll());
      act(peer);
      expect(shown(peer)).toEqual(seen);
      expect(peer.binding.strayChanges).toBe(0);
      peer.press(UNDO_COMMAND, undefined);
      expect(text(peer)).toEqual(sketch);
    }
  });

  const wholes: [string, (peer: EditorPeer) => void, string[]][] = [
    ['leaves an empty line', (peer) => peer.press(DELETE_CHARACTER_COMMAND, true), ['‸']],
    ['is typed over', (peer) => peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, 'x'), ['x‸']],
    ['is pasted over', (peer) => peer.edit(() => $pasteText(peer.binding, 'x\ny')), ['x', 'y‸']],
    ['becomes a line by Enter', (peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined), ['‸']],
  ];
  test.each(wholes)('EDIT-19 of which nothing is text %s, in one step', (_, act, seen) => {
    const sketch = ['[divider]', '[divider]'];
    const peer = editorWith(...sketch);
    peer.edit(() => void $selectAll());
    act(peer);
    expect(shown(peer)).toEqual(seen);
    expect(peer.binding.strayChanges).toBe(0);
    peer.press(UNDO_COMMAND, undefined);
    expect(text(peer)).toEqual(sketch);
  });

  test.each([
    ['text', ['one', '[quote] two']],
    ['nothing that is text', ['[divider]', '[divider]']],
  ])('EDIT-19 words typed over all of a page, which is %s, are one step with it', (_, sketch) => {
    const peer = editorWith(...sketch);
    peer.edit(() => void $selectAll());
    peer.type('fresh');
    expect(shown(peer)).toEqual(['fresh‸']);
    peer.press(UNDO_COMMAND, undefined);
    expect(text(peer)).toEqual(sketch);
    expect(peer.binding.history.canUndo).toBe(false);
  });

  test('EDIT-19 empties a table that it begins in', () => {
    const peer = editorWith('[table]', '  | a | b', 'one', '[divider]');
    peer.edit(() => void $selectAll());
    peer.press(DELETE_CHARACTER_COMMAND, true);
    expect(shown(peer)).toEqual(['[table]', '  | ‸ |', '']);
    expect(peer.binding.strayChanges).toBe(0);
  });
});
