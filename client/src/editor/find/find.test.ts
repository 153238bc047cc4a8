import { UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { editorWith } from '../testing/editor-peer.ts';
import { runs, text } from '../testing/shown.ts';
import { findText } from './find-text.ts';
import { $replaceFound } from './replace-found.ts';

test('FIND-1 words are found in every block, whatever their case', () => {
  const { page, ids } = editorWith(
    'One two',
    '[toggle] ONE',
    '  none',
    '[table]',
    '  | one | b',
    '[code] one.*',
  );
  const found = findText(page, 'one', false);
  expect(found.map(({ block, from, to }) => [ids.indexOf(block), from, to])).toEqual([
    [0, 0, 3],
    [1, 0, 3],
    [2, 1, 4],
    [3, 0, 3],
    [5, 0, 3],
  ]);
  expect(findText(page, 'one', true)).toHaveLength(3);
  expect(findText(page, '', false)).toEqual([]);
});

test('FIND-1 signs are letters, and letters of several units are found whole', () => {
  const { page } = editorWith('a.*b [x](y) $1 \\ / - ^ 🎉🎉 İstanbul');
  for (const query of ['.*', '[x](', '$1', '\\', '/', '-', '^', '🎉', 'istanbul'.slice(1)]) {
    expect([query, findText(page, query, false).length]).toEqual([query, query === '🎉' ? 2 : 1]);
  }
});

test('FIND-2 all of it is replaced in one step, with the marks of what was there', () => {
  const peer = editorWith('one two one', 'three', 'o«n»e');
  peer.press(UNDO_COMMAND, undefined);
  peer.edit(() => $replaceFound(peer.binding, findText(peer.page, 'one', false), 'four'));
  expect(text(peer)).toEqual(['four two four', 'three', 'four']);
  expect(peer.binding.strayChanges).toBe(0);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(['one two one', 'three', 'one']);
});

test('FIND-2 nothing in the place of words takes them away', () => {
  const peer = editorWith('one two‸');
  peer.edit(() => $replaceFound(peer.binding, findText(peer.page, 'one ', true), ''));
  expect(runs(peer, peer.ids[0] ?? '')).toEqual([['two', {}]]);
});
