import { formatText } from '@weft/shared/model/operations/text';
import { CONTROLLED_TEXT_INSERTION_COMMAND, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { runs, shown } from '../testing/shown.ts';

/** What a browser tells when a spell checker's word was chosen, or text was corrected by itself. */
function replace(peer: EditorPeer, word: string): void {
  const dataTransfer = { getData: (type: string) => (type === 'text/plain' ? word : '<b>x</b>') };
  const event = { inputType: 'insertReplacementText', data: null, dataTransfer };
  peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, event as unknown as InputEvent);
  expect(peer.binding.strayChanges).toBe(0);
}

test('EDIT-9 a corrected word keeps the marks of the one in whose place it comes', () => {
  const peer = editorWith('one teh two');
  const [id = ''] = peer.ids;
  const marks = { bold: true, link: 'https://weft.example' };
  formatText(peer.writer, id, 4, 7, marks);
  peer.select(id, 4, id, 7);
  replace(peer, 'then');
  expect(shown(peer)).toEqual(['one then‸ two']);
  expect(runs(peer, id)).toEqual([
    ['one ', {}],
    ['then', marks],
    [' two', {}],
  ]);
});

test('EDIT-6 a correction is one step with the typing it corrects', () => {
  const peer = editorWith('‸');
  peer.type('teh');
  const [id = ''] = peer.page.children('');
  peer.select(id, 3, id, 0);
  replace(peer, 'the');
  expect(shown(peer)).toEqual(['the‸']);
  peer.press(UNDO_COMMAND, undefined);
  expect(shown(peer)).toEqual(['‸']);
});

test('EDIT-19 a correction where nothing or several lines are selected is as if it was typed', () => {
  const peer = editorWith('one‸');
  replace(peer, ' two');
  expect(shown(peer)).toEqual(['one two‸']);
  const lines = editorWith('o«ne', 'tw»o');
  replace(lines, 'x');
  expect(shown(lines)).toEqual(['ox‸o']);
});
