import { blockRuns } from '@weft/shared/model/block';
import { type BlockId, cellOf, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { Run } from '@weft/shared/model/content';
import { objectText } from '@weft/shared/model/object-text';
import type { Page, PageChange } from '@weft/shared/model/page';

/** A heading of a page as a table of contents lists it. */
export interface Heading {
  readonly block: BlockId;
  readonly text: string;
  /** How far in: 0 for one that stands under no other. */
  readonly depth: number;
}

const LEVELS: ReadonlyMap<string, number> = new Map([
  ['heading1', 1],
  ['heading2', 2],
  ['heading3', 3],
]);

/** All headings of a page in reading order, those in columns, tables and closed toggles too. */
export function headingsOf(page: Page): Heading[] {
  const headings: Heading[] = [];
  /** Levels of the headings that the next one may stand under. */
  const above: number[] = [];
  const walk = (container: ContainerId): void => {
    for (const id of page.children(container)) {
      const block = page.block(id);
      if (!block) continue;
      const level = LEVELS.get(block.type);
      if (level !== undefined) {
        while ((above.at(-1) ?? 0) >= level) above.pop();
        const text = blockRuns(block).map(wordsOf).join('').replaceAll(/\s+/g, ' ').trim();
        // What is empty cannot be listed, and orders nothing.
        if (text !== '') {
          headings.push({ block: id, text, depth: above.length });
          above.push(level);
        }
      }
      if (block.type === 'table') {
        for (const row of page.children(id))
          for (const column of page.columns(id)) walk(cellOf(row, column));
      } else walk(id);
    }
  };
  walk(PAGE);
  return headings;
}

/** Whether a change may have changed the headings; letters in other blocks do not. */
export function mayChangeHeadings(page: Page, change: PageChange): boolean {
  const { texts, blocks, containers } = change;
  if (blocks.size > 0 || containers.size > 0) return true;
  return [...texts].some((id) => LEVELS.has(page.block(id)?.type ?? ''));
}

function wordsOf(run: Run): string {
  return 'text' in run ? run.text : objectText(run.inline);
}
