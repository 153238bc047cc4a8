import { outline } from './page-outline.ts';
import { giveAll, type PagePeer, pageWith, peersOf, type Sketch } from './page-peer.ts';

/** What somebody does to a page; `ids` are those of the blocks that it began with. */
export type Act = (peer: PagePeer, ids: readonly string[]) => void;

/** What came of it: what all see, the first two people, and the blocks that it began with. */
export interface Outcome {
  readonly lines: string[];
  readonly ann: PagePeer;
  readonly bob: PagePeer;
  readonly ids: readonly string[];
}

/** Several people act on one page without knowing of each other, then talk. Throws if they then see different pages. */
export function atOnce(blocks: readonly Sketch[], ...acts: readonly Act[]): Outcome {
  const { ids, ...start } = pageWith(...blocks);
  const peers = peersOf(start, Math.max(acts.length, 2));
  for (const [i, act] of acts.entries()) act(peers[i]!, ids);
  giveAll(peers);
  const pages = peers.map(({ page }) => outline(page));
  if (new Set(pages.map((lines) => lines.join('\n'))).size > 1) {
    throw new Error(`They see different pages: ${JSON.stringify(pages)}`);
  }
  return { lines: pages[0]!, ann: peers[0]!, bob: peers[1]!, ids };
}
