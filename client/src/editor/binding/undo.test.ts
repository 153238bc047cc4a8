import { insertText } from '@weft/shared/model/operations/text';
import { moveBlocks } from '@weft/shared/model/operations/move';
import {
  DELETE_CHARACTER_COMMAND,
  FORMAT_TEXT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  REDO_COMMAND,
  REMOVE_TEXT_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { describe, expect, test, vi } from 'vitest';
import { $pasteText } from '../keys/clipboard.ts';
import { $tab } from '../keys/tab.ts';
import { another, editorWith, type EditorPeer, send, sendAll } from '../testing/editor-peer.ts';
import { runs, shown } from '../testing/shown.ts';

// What is typed within half a second is one step. Yjs takes its clock when it is imported.
const clock = vi.hoisted(() => {
  const time = { now: 1_000_000 };
  Date.now = () => time.now;
  return time;
});
const pause = (): void => void (clock.now += 1000);
const undo = (peer: EditorPeer): void => peer.press(UNDO_COMMAND, undefined);
const redo = (peer: EditorPeer): void => peer.press(REDO_COMMAND, undefined);

describe('one step', () => {
  test('EDIT-6 is what was typed without a pause', () => {
    const peer = editorWith('‸');
    peer.type('one');
    pause();
    peer.type(' two');
    undo(peer);
    expect(shown(peer)).toEqual(['one‸']);
    undo(peer);
    expect(shown(peer)).toEqual(['‸']);
    redo(peer);
    expect(shown(peer)[0]).toBe('one‸');
    redo(peer);
    expect(shown(peer)[0]).toBe('one two‸');
  });

  const commands: [string, string[], (peer: EditorPeer) => void, string[]][] = [
    [
      'Enter',
      ['one‸ two'],
      (peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined),
      ['one', '‸ two'],
    ],
    [
      'Backspace between lines',
      ['one', '‸two'],
      (peer) => peer.press(DELETE_CHARACTER_COMMAND, true),
      ['one‸two'],
    ],
    [
      'Enter over a selection of several lines',
      ['o«ne', 'two', 'thr»ee'],
      (peer) => peer.press(INSERT_PARAGRAPH_COMMAND, undefined),
      ['o', '‸ee'],
    ],
    [
      'Backspace over a selection',
      ['o«ne', '  two', 'thr»ee'],
      (peer) => peer.press(REMOVE_TEXT_COMMAND, null),
      ['o‸ee'],
    ],
    [
      'Tab',
      ['one', 'two‸'],
      (peer) => peer.edit(() => void $tab(peer.binding, false)),
      ['one', '  two‸'],
    ],
    [
      'a paste of several lines',
      ['one‸ two'],
      (peer) => peer.edit(() => $pasteText(peer.binding, ' a\nb\nc')),
      ['one a', 'b', 'c‸ two'],
    ],
    ['bold', ['«one» two'], (peer) => peer.press(FORMAT_TEXT_COMMAND, 'bold'), ['«one» two']],
  ];
  test.each(commands)(
    'EDIT-6 is %s, also in the middle of typing, and undo puts the selection back',
    (_, sketch, act, seen) => {
      const peer = editorWith(...sketch);
      const before = runs(peer, peer.ids[0] ?? '');
      act(peer);
      expect(shown(peer)).toEqual(seen);
      undo(peer);
      expect(shown(peer)).toEqual(sketch);
      expect(runs(peer, peer.ids[0] ?? '')).toEqual(before);
      expect(peer.history.canUndo).toBe(false);
      redo(peer);
      expect(shown(peer).map(withoutCaret)).toEqual(seen.map(withoutCaret));
    },
  );

  test('EDIT-6 is a command and not what is typed before and after it, however fast', () => {
    const peer = editorWith('‸');
    peer.type('one');
    peer.press(INSERT_PARAGRAPH_COMMAND, undefined);
    peer.type('two');
    undo(peer);
    expect(shown(peer)).toEqual(['one', '‸']);
    undo(peer);
    expect(shown(peer)).toEqual(['one‸']);
    undo(peer);
    expect(shown(peer)).toEqual(['‸']);
  });
});

function withoutCaret(line: string): string {
  return line.replaceAll(/[‸«»]/g, '');
}

describe('with a teammate', () => {
  test('EDIT-6 undo takes own letters and leaves those of the teammate in the same word', () => {
    const ada = editorWith('‸');
    ada.type('helo');
    const bob = another(ada);
    bob.select(ada.ids[0] ?? '', 3);
    bob.type('l');
    send(bob, ada);
    undo(ada);
    expect(shown(ada)).toEqual(['‸l']);
    redo(ada);
    sendAll(ada, bob);
    expect(shown(ada)).toEqual(['hello‸']);
    expect(shown(bob)).toEqual(['hell‸o']);
  });

  test('EDIT-6 undo of a line that a teammate has written in leaves the words', () => {
    const ada = editorWith('one‸');
    const bob = another(ada);
    ada.press(INSERT_PARAGRAPH_COMMAND, undefined);
    send(ada, bob);
    const made = ada.ends()?.focus.block ?? '';
    insertText(bob.writer, made, 0, [{ text: 'two', marks: {} }]);
    send(bob, ada);
    undo(ada);
    expect(shown(ada)).toEqual(['one‸', 'two']);
  });

  test('EDIT-6 undo of a move does nothing once a teammate has moved the line elsewhere', () => {
    const ada = editorWith('one‸', 'two', 'three');
    const bob = another(ada);
    const [id = ''] = ada.ids;
    moveBlocks(ada.writer, [id], '', 2);
    send(ada, bob);
    moveBlocks(bob.writer, [id], '', 3);
    send(bob, ada);
    undo(ada);
    expect(shown(ada)).toEqual(['two', 'three', 'one‸']);
  });

  test('EDIT-6 the caret comes back to its letters, wherever a teammate has taken them', () => {
    const ada = editorWith('one two‸', 'three');
    ada.type('!');
    const bob = another(ada);
    moveBlocks(bob.writer, [ada.ids[0] ?? ''], '', 2);
    insertText(bob.writer, ada.ids[0] ?? '', 0, [{ text: '>>', marks: {} }]);
    send(bob, ada);
    ada.select(ada.ids[1] ?? '', 0);
    undo(ada);
    expect(shown(ada)).toEqual(['three', '>>one two‸']);
  });

  test('EDIT-6 with nothing to take back, undo and redo do nothing', () => {
    const ada = editorWith('one‸');
    const bob = another(ada);
    insertText(bob.writer, ada.ids[0] ?? '', 3, [{ text: '!', marks: {} }]);
    send(bob, ada);
    undo(ada);
    redo(ada);
    expect(shown(ada)).toEqual(['one‸!']);
  });
});

describe('Markdown', () => {
  const cases: [string, string[], string[]][] = [
    ['# ', ['[heading1] ‸'.trim()], ['# ‸']],
    ['- ', ['[bulleted] ‸'], ['- ‸']],
    ['**b**', ['b‸'], ['**b**‸']],
    ['---', ['[divider]', '‸'], ['---‸']],
  ];
  test.each(cases)('EDIT-6 the first undo after %j gives the signs back', (typed, made, signs) => {
    const peer = editorWith('‸');
    peer.type(typed);
    expect(shown(peer)).toEqual(made);
    undo(peer);
    expect(shown(peer)).toEqual(signs);
    undo(peer);
    expect(shown(peer)).toEqual(['‸']);
  });

  test('EDIT-6 signs that were given back are not taken again by the next letter', () => {
    const peer = editorWith('‸');
    peer.type('# ');
    undo(peer);
    peer.type('a');
    expect(shown(peer)).toEqual(['# a‸']);
  });
});
