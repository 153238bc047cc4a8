import * as Y from 'yjs';
import { type Block, blockLength, blockRuns } from '../model/block.ts';
import type { BlockId } from '../model/block-id.ts';
import { type BlockContent, type Json, runsText } from '../model/content.ts';
import { History } from '../model/history.ts';
import { contentsOf } from '../model/operations/copy.ts';
import { insertBlocks } from '../model/operations/insert.ts';
import { subtree } from '../model/operations/place.ts';
import { Page } from '../model/page.ts';
import { Writer } from '../model/writer.ts';
import { type Random, seededRandom } from './random.ts';

/** One of several people who write in the same page, each with a copy of the document. */
export interface PagePeer {
  readonly doc: Y.Doc;
  readonly page: Page;
  readonly writer: Writer;
  readonly history: History;
}

/** A peer with a document of its own, empty or with `state` in it. */
export function pagePeer(seed: number, state?: Uint8Array): PagePeer {
  const random = seededRandom(seed);
  const doc = new Y.Doc();
  doc.clientID = seed;
  if (state) Y.applyUpdate(doc, state);
  const page = new Page(doc);
  const writer = new Writer({ page, random: () => random.next(), now: () => seed * 1000 });
  return { doc, page, writer, history: new History({ writer }) };
}

/** A block's type and text, or its text alone if it is a paragraph. */
export type Sketch = string | BlockContent;

/** A peer whose page has these blocks; `ids` are theirs. */
export function pageWith(...blocks: readonly Sketch[]): PagePeer & { readonly ids: BlockId[] } {
  const peer = pagePeer(1);
  const ids = insertBlocks(peer.writer, blocks.map(contentOf), '', 0);
  // What a test begins with is nobody's to undo.
  peer.history.dispose();
  return { ...peer, history: new History({ writer: peer.writer }), ids };
}

/** `count` more peers that have what `peer` has, and have not talked to it since. */
export function peersOf(peer: PagePeer, count: number): PagePeer[] {
  const state = Y.encodeStateAsUpdate(peer.doc);
  return Array.from({ length: count }, (_, i) => pagePeer(peer.doc.clientID + i + 1, state));
}

function contentOf(block: Sketch): BlockContent {
  if (typeof block !== 'string') return block;
  return { type: 'text', ...(block !== '' && { runs: [{ text: block, marks: {} }] }) };
}

/** Gives `to` all that `from` has. */
export function give(from: PagePeer, to: PagePeer): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), from);
}

/** Until all have the same. */
export function giveAll(peers: readonly PagePeer[]): void {
  for (let round = 0; round < 2; round++) {
    for (const from of peers) for (const to of peers) if (from !== to) give(from, to);
  }
}

/** Every shown block in reading order. */
export function shownBlocks(page: Page): Block[] {
  return page
    .children('')
    .flatMap((id) => subtree(page, id))
    .flatMap((id) => page.block(id) ?? []);
}

/** Every shown block that has text; one of a newer type may have none to type into. */
export function textBlocks(page: Page): Block[] {
  return shownBlocks(page).filter((block) => block.pieces.length > 0);
}

export function textOf(page: Page, id: BlockId): string {
  const block = page.block(id);
  return block ? runsText(blockRuns(block)) : '';
}

/** All letters of the page, in reading order. */
export function letters(page: Page): string {
  return shownBlocks(page)
    .map((block) => runsText(blockRuns(block)))
    .join('\n');
}

/** All that a page shows, ids included, to compare. */
export function portrait(page: Page): Json {
  return {
    order: shownBlocks(page).map((block) => [
      page.parent(block.id) ?? '',
      block.id,
      block.edited,
      block.type,
    ]),
    contents: contentsOf(page, page.children('')) as unknown as Json,
  };
}

/** A random place in the text of a random block. */
export function somePoint(
  page: Page,
  random: Random,
): { block: Block; offset: number } | undefined {
  const blocks = textBlocks(page);
  if (blocks.length === 0) return undefined;
  const block = random.pick(blocks);
  return { block, offset: random.below(blockLength(block) + 1) };
}
