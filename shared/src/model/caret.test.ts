import { expect, test } from 'vitest';
import { giveAll, type PagePeer, pageWith, peersOf } from '../testing/page-peer.ts';
import { type Caret, caretAt, readCaret, resolveCaret } from './caret.ts';
import { insertBlocks } from './operations/insert.ts';
import { mergeBlocks } from './operations/merge.ts';
import { moveBlocks } from './operations/move.ts';
import { removeBlocks } from './operations/remove.ts';
import { splitBlock } from './operations/split.ts';
import { deleteText, insertText } from './operations/text.ts';
import { turnBlocksInto } from './operations/turn-into.ts';

test('BLOCK-51 a caret stays with the letter before it, through everything that happens to blocks', () => {
  const { page, writer, history, ids } = pageWith('one two', 'three', 'four');
  const [a = '', b = '', c = ''] = ids;
  const caret = caretAt(page, a, 5);
  const now = (): unknown => {
    const at = resolveCaret(page, caret);
    return at && [at.block, at.offset];
  };
  expect(now()).toEqual([a, 5]);
  insertText(writer, a, 0, [{ text: '> ', marks: {} }]);
  expect(now()).toEqual([a, 7]);
  insertText(writer, a, 7, [{ text: '!', marks: {} }]);
  expect(now(), 'others type behind it').toEqual([a, 7]);
  const tail = splitBlock(writer, a, 5)!;
  expect(now()).toEqual([tail, 2]);
  moveBlocks(writer, [tail], '', 4);
  turnBlocksInto(writer, [tail], 'quote');
  expect(now()).toEqual([tail, 2]);
  mergeBlocks(writer, c, tail);
  expect(now()).toEqual([c, 6]);
  mergeBlocks(writer, b, c);
  expect(now()).toEqual([b, 11]);
  for (let i = 0; i < 4; i++) history.undo();
  expect(now()).toEqual([tail, 2]);
  history.undo();
  expect(now(), 'the split is undone').toEqual([a, 7]);
  deleteText(writer, a, 6, 8);
  expect(now(), 'its letter is deleted').toEqual([a, 6]);
});

test('BLOCK-51 a caret at the end of the first half stays there when the block is split', () => {
  const { page, writer, ids } = pageWith('onetwo');
  const caret = caretAt(page, ids[0]!, 3);
  splitBlock(writer, ids[0]!, 3);
  expect(resolveCaret(page, caret)).toEqual({ block: ids[0], offset: 3 });
});

test('BLOCK-51 every place of a block that is made of several pieces has a caret that leads back', () => {
  const { page, writer, ids } = pageWith('abc', 'def', 'ghi');
  const [a = '', b = '', c = ''] = ids;
  mergeBlocks(writer, a, c);
  mergeBlocks(writer, a, b);
  for (let offset = 0; offset <= 9; offset++) {
    const at = resolveCaret(page, caretAt(page, a, offset));
    expect(at).toEqual({ block: a, offset });
  }
});

test('BLOCK-51 a caret in a block without text is in the block, and nowhere once that is hidden', () => {
  const { page, writer } = pageWith('one');
  const [id = ''] = insertBlocks(writer, [{ type: 'divider' }], '', 1);
  const caret = caretAt(page, id, 5);
  expect(caret).toEqual({ block: id });
  expect(resolveCaret(page, caret)).toEqual({ block: id, offset: 0 });
  removeBlocks(writer, [id]);
  expect(resolveCaret(page, caret)).toBeUndefined();
});

test('BLOCK-52 a caret whose letters have not arrived is nowhere until they have', () => {
  const start = pageWith('one');
  const [ann, bob] = peersOf(start, 2) as [PagePeer, PagePeer];
  insertText(ann.writer, start.ids[0]!, 3, [{ text: ' more', marks: {} }]);
  const sent = readCaret(JSON.parse(JSON.stringify(caretAt(ann.page, start.ids[0]!, 6))))!;
  expect(resolveCaret(bob.page, sent)).toBeUndefined();
  giveAll([ann, bob]);
  expect(resolveCaret(bob.page, sent)).toEqual({ block: start.ids[0], offset: 6 });
});

test('BLOCK-52 what is no caret is none, and one that points elsewhere is nowhere', () => {
  const { page, doc, ids } = pageWith('one');
  const [id = ''] = ids;
  for (const value of [
    undefined,
    null,
    7,
    'caret',
    [],
    {},
    { block: 'no id!' },
    { block: id, after: 7 },
    { block: id, after: {} },
    { block: id, after: { item: { client: -1, clock: 0 } } },
    { block: id, after: { item: { client: 1, clock: 1e300 } } },
    { block: id, after: { item: 'x', assoc: 0 } },
    { block: id, after: { tname: 5 } },
    { block: id, after: { tname: 'texts', assoc: 'left' } },
  ]) {
    expect(readCaret(value), `${JSON.stringify(value)}`).toBeUndefined();
  }
  doc.getText('title').insert(0, 'Title');
  const strange: unknown[] = [
    { block: id, after: { tname: 'title', item: null, assoc: 0 } },
    { block: id, after: { tname: 'nowhere', assoc: -1 } },
    { block: id, after: { item: { client: doc.clientID, clock: 0 }, assoc: 0 } },
    { block: id, after: { type: { client: doc.clientID, clock: 1 }, assoc: 0 } },
    { block: 'nobody', after: { tname: 'props' } },
  ];
  for (const value of strange) {
    const caret = readCaret(value) as Caret;
    expect(() => resolveCaret(page, caret), `${JSON.stringify(value)}`).not.toThrow();
  }
});
