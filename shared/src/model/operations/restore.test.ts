import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { operate, uniqueLetters } from '../../testing/page-operations.ts';
import {
  giveAll,
  letters,
  pagePeer,
  type PagePeer,
  pageWith,
  peersOf,
  portrait,
} from '../../testing/page-peer.ts';
import { seededRandom } from '../../testing/random.ts';
import { PAGE } from '../block-id.ts';
import type { Run } from '../content.ts';
import { Page } from '../page.ts';
import { contentsOf } from './copy.ts';
import { insertBlocks } from './insert.ts';
import { mergeBlocks } from './merge.ts';
import { moveBlocks } from './move.ts';
import { removeBlocks } from './remove.ts';
import { restorePage } from './restore.ts';
import { insertText } from './text.ts';

const OPERATIONS = [
  ...(['type', 'type', 'format', 'turnInto', 'indent', 'move', 'split', 'merge'] as const),
  ...(['deleteBlock', 'deleteText', 'replaceRange', 'duplicate', 'insert', 'table'] as const),
];

/** The page as it is now, kept as its own document. */
function keep({ doc }: PagePeer): Page {
  const kept = new Y.Doc({ gc: false });
  Y.applyUpdate(kept, Y.encodeStateAsUpdate(doc));
  return new Page(kept);
}
/**
 * What is on the page, however its letters are put together. In an empty cell or column is a line to write in, as in those
 * that are made anew.
 */
function contents(page: Page): unknown {
  const line = [{ type: 'text', runs: [] }];
  const told = JSON.stringify(contentsOf(page, page.children(PAGE)), (key, value: unknown) => {
    if (key === 'cells')
      return (value as unknown[][]).map((cell) => (cell.length > 0 ? cell : line));
    if (key !== 'runs') return value;
    return (value as Run[]).flatMap((run): Run[] =>
      'text' in run ? run.text.split('').map((text) => ({ ...run, text })) : [run],
    );
  });
  return JSON.parse(
    told.replaceAll('{"type":"column"}', JSON.stringify({ type: 'column', children: line })),
  );
}
const type = (peer: PagePeer, id: string, text: string): void =>
  insertText(peer.writer, id, 0, [{ text, marks: {} }]);

test(
  'BLOCK-60 any state is restored from any other, as one step that can be taken back',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = seededRandom(seed);
      const peer = pageWith('one', 'two', { type: 'toggle' }, 'four');
      const alphabet = uniqueLetters();
      const act = (times: number): void => {
        for (let i = 0; i < times; i++)
          operate(
            peer,
            random.pick(OPERATIONS),
            random,
            alphabet,
            () => {},
            () => {},
          );
      };
      act(random.below(30));
      const past = keep(peer);
      act(1 + random.below(30));
      const before = JSON.stringify(portrait(peer.page));
      peer.history.endStep();
      restorePage(peer.writer, past);
      expect(contents(peer.page), `seed ${seed}`).toEqual(contents(past));
      peer.history.undo();
      expect(JSON.stringify(portrait(peer.page)), `undo, seed ${seed}`).toBe(before);
    }
  },
);

test('BLOCK-60 blocks that were deleted, merged or moved come back as themselves', () => {
  const peer = pageWith('one', 'two', 'three', 'four');
  const past = keep(peer);
  const [, two = '', three = '', four = ''] = peer.ids;
  removeBlocks(peer.writer, [two]);
  mergeBlocks(peer.writer, three, four);
  moveBlocks(peer.writer, [three], PAGE, 0);
  insertBlocks(peer.writer, [{ type: 'text' }], PAGE, 1);
  restorePage(peer.writer, past);
  expect(peer.page.children(PAGE)).toEqual(peer.ids);
  expect(letters(peer.page)).toBe('one\ntwo\nthree\nfour');
});

test('BLOCK-60 restoring what is there already writes nothing', () => {
  const peer = pageWith('one', { type: 'todo', props: { checked: true } });
  const before = Y.encodeStateVector(peer.doc);
  restorePage(peer.writer, keep(peer));
  expect(Y.encodeStateVector(peer.doc)).toEqual(before);
});

test('BLOCK-60 what a teammate types while the page is restored is kept', () => {
  const ann = pageWith('one', 'two');
  const past = keep(ann);
  const [added = ''] = insertBlocks(ann.writer, [{ type: 'text' }], PAGE, 2);
  type(ann, added, 'later');
  type(ann, ann.ids[0]!, 'new ');
  const [ben] = peersOf(ann, 1) as [PagePeer];
  restorePage(ann.writer, past);
  type(ben, added, 'and ');
  type(ben, ann.ids[1]!, 'also ');
  giveAll([ann, ben]);
  expect(portrait(ann.page)).toEqual(portrait(ben.page));
  expect(letters(ann.page)).toBe('one\nalso two\nand later');
});

test('BLOCK-60 half a character is never left', () => {
  const peer = pageWith('a😀b');
  const past = keep(peer);
  const [id = ''] = peer.ids;
  const other = pagePeer(9, Y.encodeStateAsUpdate(peer.doc));
  restorePage(other.writer, keep(pageWith('x')));
  peer.writer.group(() => restorePage(peer.writer, keep(peer)));
  type(peer, id, '😁');
  restorePage(peer.writer, past);
  expect(letters(peer.page)).toBe('a😀b');
});
