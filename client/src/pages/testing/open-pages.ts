import { seededRandom } from '@weft/shared/testing/random';
import { forestOf } from '../../tree/testing/forest.ts';
import { createMemoryTree } from '../../tree/testing/memory-tree.ts';
import { createPages } from '../pages.ts';

/** Pages over a tree in memory that is written as an outline; without one, over a tree that knows nothing yet. */
export function openPages(outline: string | undefined) {
  const random = seededRandom(3);
  const memory = createMemoryTree(outline === undefined ? undefined : forestOf(outline));
  const pages = createPages({
    tree: memory.tree,
    randomBytes: random.bytes,
    random: random.next,
  });
  return { ...memory, pages };
}
