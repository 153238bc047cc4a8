import type { BlockId } from '@weft/shared/model/block-id';
import { insertText } from '@weft/shared/model/operations/text';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { expect, test } from 'vitest';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import { another, editorPeer, editorWith, type EditorPeer } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { shown } from '../testing/shown.ts';

/** Somebody who has opened none of the toggles yet, with the caret at the end of a line. */
function reader(sketch: readonly string[]): EditorPeer & { readonly stored: BlockId[] } {
  const stored: BlockId[] = [];
  const store = {
    get: () => [],
    set: (open: readonly BlockId[]) => void stored.splice(0, Infinity, ...open),
  };
  const state = encodeStateAsUpdate(editorWith(...sketch).doc);
  return { ...editorPeer(7, state, store), stored };
}

const PAGE = ['one', '[toggle] two', '  three', '    four', 'five'];

function line({ page }: EditorPeer, index: number): BlockId {
  return page.children('')[index] ?? '';
}

test('FOLD-1 a toggle is closed until its reader opens it, and stays open for them alone', () => {
  const peer = reader(PAGE);
  expect(shown(peer)).toEqual(['one', '[toggle] two', 'five']);
  peer.select(line(peer, 1), 3);
  pressKey(peer, 'Mod+Enter');
  expect(shown(peer)).toEqual(['one', '[toggle] two‸', '  three', '    four', 'five']);
  expect(peer.stored).toEqual([line(peer, 1)]);
  pressKey(peer, 'Mod+Enter');
  expect(shown(peer)).toEqual(['one', '[toggle] two‸', 'five']);
  expect(peer.stored).toEqual([]);
  expect(peer.binding.strayChanges).toBe(0);
});

test('FOLD-1 Mod+Alt+T opens all of them, and closes all if any is open; the caret comes out', () => {
  const peer = reader(['[toggle] a', '  [heading1 toggle] b', '    c']);
  peer.select(line(peer, 0), 1);
  pressKey(peer, 'Mod+Alt+t');
  expect(shown(peer)).toEqual(['[toggle] a‸', '  [heading1 toggle] b', '    c']);
  peer.select(peer.page.children(peer.page.children(line(peer, 0))[0] ?? '')[0] ?? '', 0);
  pressKey(peer, 'Mod+Alt+t');
  expect(shown(peer)).toEqual(['[toggle] a‸']);
});

test('FOLD-2 what others write in a closed toggle is there when it is opened', () => {
  const peer = reader(PAGE);
  const other = another(peer);
  insertText(other.writer, other.page.children(line(other, 1))[0] ?? '', 0, [
    { text: 'x', marks: {} },
  ]);
  applyUpdate(peer.doc, encodeStateAsUpdate(other.doc));
  expect(shown(peer)).toEqual(['one', '[toggle] two', 'five']);
  peer.binding.folding.set(line(peer, 1), true);
  expect(shown(peer)).toEqual(['one', '[toggle] two', '  xthree', '    four', 'five']);
});

test('FOLD-2 a toggle opens around a caret whose line somebody moves into it', () => {
  const peer = reader(PAGE);
  peer.select(line(peer, 2), 2);
  const other = another(peer);
  moveBlocks(other.writer, [line(other, 2)], line(other, 1), 0);
  applyUpdate(peer.doc, encodeStateAsUpdate(other.doc));
  expect(shown(peer)).toEqual(['one', '[toggle] two', '  fi‸ve', '  three', '    four']);
  expect(peer.binding.strayChanges).toBe(0);
});

test('FOLD-3 Enter in a closed toggle makes another one, in an open one the first line of it', () => {
  const peer = reader(['[toggle] ab', '  c']);
  peer.select(line(peer, 0), 1);
  pressKey(peer, 'Enter');
  expect(shown(peer)).toEqual(['[toggle] a', '[toggle] ‸b']);
  peer.select(line(peer, 0), 1);
  pressKey(peer, 'Mod+Enter');
  pressKey(peer, 'Enter');
  expect(shown(peer)).toEqual(['[toggle] a', '  ‸', '  c', '[toggle] b']);
});

test('FOLD-3 what is made a toggle is open', () => {
  const peer = reader(['one', '  two']);
  peer.select(line(peer, 0), 3);
  pressKey(peer, 'Mod+Shift+7');
  expect(shown(peer)).toEqual(['[toggle] one‸', '  two']);
});
