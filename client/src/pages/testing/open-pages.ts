import { seededRandom } from '@weft/shared/testing/random';
import { forestOf } from '../../tree/testing/forest.ts';
import { createMemoryTree } from '../../tree/testing/memory-tree.ts';
import type { DocId } from '@weft/shared/protocol/ids';
import type { AwaitedTitle, TitleMemory } from '../page-titles.ts';
import { createPages } from '../pages.ts';

/** What a device remembers, for as long as the test lasts. */
export function memoryTitles(): TitleMemory {
  const kept = new Map<DocId, AwaitedTitle>();
  return {
    load: () => new Map(kept),
    keep: (page, title) => void (title ? kept.set(page, title) : kept.delete(page)),
  };
}

/** Pages over a tree in memory that is written as an outline; without one, over a tree that knows nothing yet. */
export function openPages(outline: string | undefined, titles = memoryTitles()) {
  const random = seededRandom(3);
  const memory = createMemoryTree(outline === undefined ? undefined : forestOf(outline));
  const pages = createPages({
    tree: memory.tree,
    titles,
    randomBytes: random.bytes,
    random: random.next,
  });
  return { ...memory, pages };
}
