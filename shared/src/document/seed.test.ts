import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { BASE_62 } from '../model/block-id.ts';
import { insertBlocks } from '../model/operations/insert.ts';
import { Page } from '../model/page.ts';
import { Writer } from '../model/writer.ts';
import { outline } from '../testing/page-outline.ts';
import { give, giveAll, type PagePeer, pagePeer } from '../testing/page-peer.ts';
import { insertText } from '../model/operations/text.ts';
import { SEED_CLIENT, seedOf } from './seed.ts';

const seed = seedOf('blocks')!;

test('BLOCK-3 the seed of a page is one empty block of text', () => {
  const { page } = pagePeer(1, seed);
  expect(outline(page)).toEqual(['']);
  expect(page.children('')).toEqual(['firstblock']);
  expect(page.block('firstblock')?.pieces).toHaveLength(1);
});

test('BLOCK-3 the seed is what the model writes under the client id that nobody has', () => {
  const doc = Object.assign(new Y.Doc(), { clientID: SEED_CLIENT });
  const letters = 'seedatfirstblock'.split('');
  const random = (): number => (BASE_62.indexOf(letters.shift()!) + 0.5) / BASE_62.length;
  const writer = new Writer({ page: new Page(doc), random, now: () => 0 });
  insertBlocks(writer, [{ type: 'text' }], '', 0);
  expect(Y.encodeStateAsUpdate(doc)).toEqual(seed);
});

test('BLOCK-3 whoever begins with the seed, any number of times, writes in one and the same block', () => {
  const [ann, bob] = [pagePeer(1, seed), pagePeer(2, seed)] as [PagePeer, PagePeer];
  Y.applyUpdate(ann.doc, seed);
  insertText(ann.writer, 'firstblock', 0, [{ text: 'AAA', marks: {} }]);
  insertText(bob.writer, 'firstblock', 0, [{ text: 'BBB', marks: {} }]);
  give(pagePeer(3, seed), ann);
  giveAll([ann, bob]);
  expect(outline(ann.page)).toEqual(outline(bob.page));
  expect(['AAABBB', 'BBBAAA']).toContain(outline(ann.page).join());
});
