import { MAX_DEPTH } from '@weft/shared/model/tree';
import type { Draft } from './draft.ts';

/** Blocks that are pasted into a nested block need levels as well. */
const MAX_LEVELS = MAX_DEPTH - 4;

/** `drafts` with what is nested deeper than a page shows beside the deepest, so that no letter is out of reach. */
export function shallow(drafts: readonly Draft[], level = 1): Draft[] {
  return drafts.flatMap((draft) => {
    const { children, table } = draft;
    if (!children && !table) return [draft];
    const inside = shallow(children ?? [], level + 1);
    const rows = table?.rows ?? [];
    for (const row of rows) row.cells = row.cells.map((cell) => shallow(cell, level + 1));
    if (level < MAX_LEVELS) {
      if (children) draft.children = inside;
      return [draft];
    }
    const cells = rows.flatMap((row) => row.cells.flat());
    delete draft.children;
    // A layout is nothing without what is in it.
    const isLayout = table !== undefined || draft.type === 'columns' || draft.type === 'column';
    return [...(isLayout ? [] : [draft]), ...cells, ...inside];
  });
}
