import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { outline } from '../testing/page-outline.ts';
import { giveAll, type PagePeer, pageWith, peersOf } from '../testing/page-peer.ts';
import { removeBlocks } from './operations/remove.ts';
import { splitBlock } from './operations/split.ts';
import { insertText } from './operations/text.ts';
import { sweepGone } from './sweep.ts';
import { Writer } from './writer.ts';

const DAY = 86_400;

/** A writer of the same page whose clock is `days` ahead. */
function later({ page }: PagePeer, days: number): Writer {
  return new Writer({ page, random: () => 0.5, now: () => (days * DAY + 60) * 1000 });
}

test('BLOCK-54 the text of a block that has been gone for long is dropped, that of others stays', () => {
  const peer = pageWith('one two', 'three');
  const tail = splitBlock(peer.writer, peer.ids[0]!, 3)!;
  removeBlocks(peer.writer, [tail]);
  expect(sweepGone(later(peer, 29), 30 * DAY)).toBe(0);
  expect(peer.page.strand(peer.ids[0]!)!.length).toBe(8);
  expect(sweepGone(later(peer, 31), 30 * DAY)).toBe(1);
  expect(peer.page.strand(peer.ids[0]!)!.length).toBe(4);
  expect(outline(peer.page)).toEqual(['one', 'three']);
  expect(sweepGone(later(peer, 31), 30 * DAY)).toBe(0);
});

test('BLOCK-54 a block that somebody has written in since is not swept', () => {
  const start = pageWith('one');
  const [ann, bob] = peersOf(start, 2) as [PagePeer, PagePeer];
  removeBlocks(ann.writer, start.ids);
  insertText(bob.writer, start.ids[0]!, 3, [{ text: '!', marks: {} }]);
  giveAll([ann, bob]);
  expect(sweepGone(later(ann, 99), DAY)).toBe(0);
  expect(outline(ann.page)).toEqual(['one! (edited)']);
});

test('BLOCK-54 all may sweep: who writes in a block while others sweep it finds it back with what was typed', () => {
  const start = pageWith('one', 'two');
  removeBlocks(start.writer, [start.ids[0]!]);
  const peers = peersOf(start, 3) as [PagePeer, PagePeer, PagePeer];
  for (const peer of peers.slice(0, 2)) sweepGone(later(peer, 99), DAY);
  peers[2].page.strand(start.ids[0]!)!.insert(3, '!');
  giveAll(peers);
  for (const { page } of peers) expect(outline(page)).toEqual(['! (edited)', 'two']);
});

test('BLOCK-54 a sweep is nobody’s to undo', () => {
  const peer = pageWith('one', 'two');
  removeBlocks(peer.writer, [peer.ids[0]!]);
  const steps = Y.encodeStateVector(peer.doc);
  sweepGone(later(peer, 99), DAY);
  expect(Y.encodeStateVector(peer.doc)).toEqual(steps);
  peer.history.undo();
  expect(outline(peer.page), 'the deletion is, its text is gone').toEqual(['', 'two']);
  expect(peer.history.canUndo).toBe(false);
});
