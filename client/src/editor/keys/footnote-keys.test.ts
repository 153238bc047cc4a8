import { PAGE } from '@weft/shared/model/block-id';
import { blockRuns } from '@weft/shared/model/block';
import { noteOf } from '@weft/shared/model/footnotes';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { mayChangeNotes, type Notes, notesOf } from '../footnotes/notes-of-page.ts';
import { another, type EditorPeer, editorWith, sendAll } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { $pasteBlocks } from './paste.ts';

const FOOTNOTE_KEY = 'Mod+Alt+f';

/** The page's lines, with the numbers of notes and of what refers to them. */
function numbered({ page }: EditorPeer): string[] {
  const { numbers } = notesOf(page);
  return page.children(PAGE).flatMap((id) => {
    const block = page.block(id);
    if (!block) return [];
    const name = block.props['note'];
    const sign = typeof name === 'string' ? `${numbers.get(name)}: ` : '';
    const words = blockRuns(block).map((run) =>
      'text' in run ? run.text : `[${numbers.get(noteOf(run.inline) ?? '')}]`,
    );
    return [sign + words.join('')];
  });
}

test('NOTE-2 a key refers to a new note, and the caret goes into it', () => {
  const peer = editorWith('one‸ two', 'three');
  expect(pressKey(peer, FOOTNOTE_KEY)).toBe(true);
  peer.type('said');
  expect(numbered(peer)).toEqual(['one[1] two', 'three', '1: said']);
  expect(peer.binding.strayChanges).toBe(0);
  peer.press(UNDO_COMMAND, undefined);
  peer.press(UNDO_COMMAND, undefined);
  expect(numbered(peer)).toEqual(['one two', 'three']);
});

test('NOTE-2 notes stand in the order of the text, wherever they are put', () => {
  const peer = editorWith('one‸', 'two', 'three');
  const [one = '', two = '', three = ''] = peer.ids;
  for (const [block, words] of [
    [three, 'c'],
    [one, 'a'],
    [two, 'b'],
  ] as const) {
    peer.select(block, 3);
    pressKey(peer, FOOTNOTE_KEY);
    peer.type(words);
  }
  expect(numbered(peer)).toEqual(['one[1]', 'two[2]', 'thr[3]ee', '1: a', '2: b', '3: c']);
});

test('NOTE-2 in code there are none', () => {
  const peer = editorWith('[code] let‸ a', 'end');
  pressKey(peer, FOOTNOTE_KEY);
  expect(numbered(peer)).toEqual(['let a', 'end']);
});

test('NOTE-3 Enter in a note leads back behind what refers to it, and Shift+Enter breaks its line', () => {
  const peer = editorWith('one‸ two');
  pressKey(peer, FOOTNOTE_KEY);
  peer.type('said');
  pressKey(peer, 'Shift+Enter');
  peer.type('so');
  pressKey(peer, 'Enter');
  peer.type('!');
  expect(numbered(peer)).toEqual(['one[1]! two', '1: said\nso']);
  expect(peer.binding.strayChanges).toBe(0);
});

test('NOTE-3 Enter on what refers to a note leads to the end of the note', () => {
  const peer = editorWith('one‸ two');
  pressKey(peer, FOOTNOTE_KEY);
  peer.type('said');
  peer.select(peer.ids[0] ?? '', 3, peer.ids[0], 4);
  pressKey(peer, 'Enter');
  peer.type('!');
  expect(numbered(peer)).toEqual(['one[1] two', '1: said!']);
});

test('NOTE-3 from a note that nothing refers to Enter goes on below it', () => {
  const peer = editorWith('one', '[footnote note=lost] said‸');
  pressKey(peer, 'Enter');
  peer.type('on');
  expect(numbered(peer)).toEqual(['one', '0: said', 'on']);
});

test('NOTE-2 what two people add at once are two notes', () => {
  const ada = editorWith('one‸', 'two');
  const bob = another(ada);
  bob.select(ada.ids[1] ?? '', 3);
  for (const [peer, words] of [
    [ada, 'hers'],
    [bob, 'his'],
  ] as const) {
    pressKey(peer, FOOTNOTE_KEY);
    peer.type(words);
  }
  sendAll(ada, bob);
  expect(numbered(ada)).toEqual(numbered(bob));
  expect(numbered(ada).toSorted()).toEqual(['1: hers', '2: his', 'one[1]', 'two[2]']);
});

test('NOTE-4 a note that is pasted beside one of its name is another one', () => {
  const peer = editorWith('one‸');
  pressKey(peer, FOOTNOTE_KEY);
  peer.type('said');
  const blocks = contentsOf(peer.page, peer.page.children(PAGE));
  peer.edit(() => $pasteBlocks(peer.binding, { blocks, files: [] }));
  expect(numbered(peer).toSorted()).toEqual(['1: saidone[2]', '2: said', 'one[1]']);
});

test('NOTE-2 only what has to do with notes has them numbered anew', () => {
  const peer = editorWith('one‸', 'two', '[footnote note=a] said');
  const [one = '', two = ''] = peer.ids;
  const told: boolean[] = [];
  let notes: Notes = notesOf(peer.page);
  const stop = peer.page.observe((change) => {
    told.push(mayChangeNotes(peer.page, change, notes));
    notes = notesOf(peer.page);
  });
  peer.type('x');
  expect(told).toEqual([false]);
  peer.select(two, 1);
  pressKey(peer, FOOTNOTE_KEY);
  expect(told.slice(1)).toContain(true);
  told.length = 0;
  peer.select(two, 1);
  peer.type('y');
  peer.select(one, 0);
  peer.type('z');
  expect(told).toEqual([true, false]);
  stop();
});
