import { removeBlocks } from '@weft/shared/model/operations/remove';
import { insertText } from '@weft/shared/model/operations/text';
import { $getRoot, $getSelection, $isRangeSelection, REDO_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, onTestFinished, test } from 'vitest';
import { another, editorWith, type EditorPeer, send } from './testing/editor-peer.ts';
import { pressKey } from './testing/press-key.ts';
import { shown } from './testing/shown.ts';
import { Typeahead } from './typeahead.ts';

type Typist = EditorPeer & { readonly ids: string[]; readonly typeahead: Typeahead };

function typist(...sketch: readonly string[]): Typist {
  const peer = editorWith(...sketch);
  const typeahead = new Typeahead(peer.binding, ['/']);
  onTestFinished(typeahead.stop);
  return { ...peer, typeahead };
}

/** What is asked for; `undefined` while nothing is. */
function query({ typeahead }: Typist): string | undefined {
  return typeahead.get()?.query;
}

const begins: [string, string[], string, string | undefined][] = [
  ['at the start of a line', ['‸'], '/', ''],
  ['before what is there', ['‸one'], '/', ''],
  ['after a space', ['one ‸'], '/', ''],
  ['after a space in the middle', ['one ‸ two'], '/', ''],
  ['after a line break', ['one⏎‸'], '/', ''],
  ['in a cell', ['[table]', '  | a ‸ | b'], '/', ''],
  ['in a heading', ['[heading1] ‸'], '/', ''],
  ['over what is selected', ['one «two»'], '/', ''],
  ['over what is selected backwards', ['one »two«'], '/', ''],
  ['not after a letter', ['one‸'], '/', undefined],
  ['not in the middle of a word', ['o‸ne'], '/', undefined],
  ['not in an address', ['‸'], 'https://a/b', undefined],
  ['not between two words', ['‸'], 'and/or', undefined],
  ['not after a sign', ['one.‸'], '/', undefined],
  ['not in code', ['[code] ‸'], '/', undefined],
  ['not in an equation', ['[equation] a ‸'], '/', undefined],
];

test.each(begins)('SLASH-1 a slash asks for the menu %s', (_, sketch, typed, asked) => {
  const peer = typist(...sketch);
  peer.type(typed);
  expect(query(peer)).toBe(asked);
});

test('SLASH-1 a slash asks for the menu as the first letter of an empty page, column or cell', () => {
  for (const sketch of [
    ['‸one'],
    ['[columns]', '  [column]', '    ‸one', '  [column]', '    two'],
    ['[table]', '  | ‸one | two'],
  ]) {
    const peer = typist(...sketch);
    const [first = ''] = peer.ids;
    removeBlocks(peer.writer, [first]);
    peer.edit(() => $getRoot().selectStart());
    peer.type('/');
    expect(query(peer)).toBe('');
    peer.type('to');
    expect(query(peer)).toBe('to');
    peer.edit(() => peer.binding.$run(() => peer.typeahead.take()));
    expect(shown(peer).join('')).not.toContain('/');
  }
});

test('SLASH-1 a slash in inline code is one', () => {
  const peer = typist('‸');
  insertText(peer.writer, peer.ids[0] ?? '', 0, [{ text: 'a ', marks: { code: true } }]);
  peer.select(peer.ids[0] ?? '', 2);
  peer.type('/');
  expect(query(peer)).toBeUndefined();
});

test('SLASH-1 a slash that is there already, pasted or typed by somebody else, asks for nothing', () => {
  const peer = typist('a /to‸', 'b');
  peer.type('d');
  expect(query(peer)).toBeUndefined();
  peer.select(peer.ids[1] ?? '', 1);
  const other = another(peer);
  insertText(other.writer, other.page.children('')[1] ?? '', 1, [{ text: ' /', marks: {} }]);
  send(other, peer);
  expect(query(peer)).toBeUndefined();
});

const follows: [string, string, string | undefined][] = [
  ['what is typed after it', 'tod', 'tod'],
  ['one space in it', 'to d', 'to d'],
  ['a space at its end', 'to ', 'to '],
  ['no space at its beginning', ' ', undefined],
  ['no two spaces', 'to  ', undefined],
  ['no sentence of more than sixty signs', 'a'.repeat(61), undefined],
];

test.each(follows)('SLASH-2 the query is %s', (_, typed, asked) => {
  const peer = typist('one ‸');
  peer.type(`/${typed}`);
  expect(query(peer)).toBe(asked);
});

test('SLASH-2 those who show the menu hear of each change of the query and no other', () => {
  const peer = typist('‸', 'two');
  const heard: (string | undefined)[] = [];
  peer.typeahead.subscribe(() => heard.push(query(peer)));
  peer.type('/t');
  insertText(peer.writer, peer.page.children('')[1] ?? '', 0, [{ text: 'x', marks: {} }]);
  pressKey(peer, 'Escape');
  expect(heard).toEqual(['', 't', undefined]);
});

test('SLASH-2 a teammate who writes before the sign moves it along, one who writes in the query adds to it', () => {
  const peer = typist('one ‸ two');
  peer.type('/to');
  const other = another(peer);
  const [id = ''] = peer.ids;
  insertText(other.writer, id, 0, [{ text: 'zero ', marks: {} }]);
  insertText(other.writer, id, 11, [{ text: 'x', marks: {} }]);
  send(other, peer);
  expect(peer.typeahead.get()).toMatchObject({ query: 'txo', from: 9, to: 13 });
  peer.edit(() =>
    peer.binding.$run(() => {
      expect(peer.typeahead.take()).toEqual({ block: id, offset: 9 });
    }),
  );
  expect(shown(peer)).toEqual(['zero one ‸ two']);
  expect(query(peer)).toBeUndefined();
});

test('SLASH-2 it ends with the line that a teammate deletes', () => {
  const peer = typist('one', 'two ‸');
  peer.type('/to');
  const other = another(peer);
  other.select(peer.ids[1] ?? '', 0);
  pressKey(other, 'Escape');
  pressKey(other, 'Delete');
  send(other, peer);
  expect(query(peer)).toBeUndefined();
});

test('SLASH-3 it ends when the caret leaves the query, and does not come back with it', () => {
  const peer = typist('one ‸', 'two');
  peer.type('/to');
  peer.select(peer.ids[0] ?? '', 3);
  expect(query(peer)).toBeUndefined();
  peer.select(peer.ids[0] ?? '', 7);
  peer.type('d');
  expect(query(peer)).toBeUndefined();
});

const ends: [string, (peer: Typist) => void, string | undefined][] = [
  ['inside of the query it is followed', (peer) => peer.select(peer.ids[0] ?? '', 6), 't'],
  ['before the sign', (peer) => peer.select(peer.ids[0] ?? '', 4), undefined],
  ['in another line', (peer) => peer.select(peer.ids[1] ?? '', 0), undefined],
  ['with a selection', (peer) => peer.select(peer.ids[0] ?? '', 5, peer.ids[0], 7), undefined],
  ['with a block', (peer) => pressKey(peer, 'Escape'), undefined],
  ['in the next line, after Enter', (peer) => pressKey(peer, 'Enter'), undefined],
];

test.each(ends)('SLASH-3 a caret %s', (_, act, asked) => {
  const peer = typist('one ‸', 'two');
  peer.type('/to');
  act(peer);
  expect(query(peer)).toBe(asked);
});

test('SLASH-3 it ends with the sign, and what is typed where it was is text', () => {
  const peer = typist('one ‸');
  const takeOut = (offset: number): void => {
    peer.select(peer.ids[0] ?? '', offset, peer.ids[0], offset + 1);
    peer.edit(() => {
      const selection = $getSelection();
      if ($isRangeSelection(selection)) selection.removeText();
    });
  };
  peer.type('/t');
  takeOut(4);
  expect(query(peer)).toBeUndefined();
  expect(query(peer)).toBeUndefined();
  expect(shown(peer)).toEqual(['one ‸t']);
});

test('SLASH-3 what is left stays the text it is, and the next sign begins anew', () => {
  const peer = typist('‸');
  peer.type('/to');
  peer.typeahead.cancel();
  peer.type('d');
  expect(query(peer)).toBeUndefined();
  expect(shown(peer)).toEqual(['/tod‸']);
  peer.type(' /x');
  expect(query(peer)).toBe('x');
});

test('SLASH-3 undo takes the sign and the menu away, and redo brings back the sign alone', () => {
  const peer = typist('one ‸');
  peer.type('/to');
  peer.press(UNDO_COMMAND, undefined);
  expect(query(peer)).toBeUndefined();
  expect(shown(peer)).toEqual(['one ‸']);
  peer.type('/');
  peer.press(UNDO_COMMAND, undefined);
  peer.press(REDO_COMMAND, undefined);
  expect(shown(peer)).toEqual(['one /‸']);
  expect(query(peer)).toBeUndefined();
});

test('HANDLE-2 the menu of the + key begins anywhere, with a sign that is taken away again', () => {
  const peer = typist('one‸');
  peer.typeahead.open('/');
  expect(query(peer)).toBe('');
  peer.type('h');
  expect(query(peer)).toBe('h');
  peer.edit(() => peer.binding.$run(() => peer.typeahead.take()));
  expect(shown(peer)).toEqual(['one‸']);
});
