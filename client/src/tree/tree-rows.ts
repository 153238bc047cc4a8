import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { PageForest } from './page-forest.ts';

/** One line of the tree as it is shown. */
export interface TreeLine {
  readonly page: PageNode;
  /** 1 at the top. */
  readonly level: number;
  /** Whether anything is shown in it once it is open. */
  readonly hasInside: boolean;
  readonly isOpen: boolean;
  /** Its place among its siblings, from 1, and how many they are. */
  readonly place: number;
  readonly siblings: number;
}

/** The lines of a tree from top to bottom: what lies in a closed page has none, and neither has the trash. */
export function treeLines(
  forest: PageForest,
  isOpen: (page: DocId) => boolean,
  parent: DocId | null = null,
): TreeLine[] {
  const lines: TreeLine[] = [];
  const add = (inside: readonly PageNode[], level: number): void => {
    inside.forEach((page, i) => {
      const shown = forest.shownIn(page.id);
      const open = shown.length > 0 && isOpen(page.id);
      lines.push({
        page,
        level,
        hasInside: shown.length > 0,
        isOpen: open,
        place: i + 1,
        siblings: inside.length,
      });
      if (open) add(shown, level + 1);
    });
  };
  add(forest.shownIn(parent), 1);
  return lines;
}
