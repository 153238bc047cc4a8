import { blockRuns } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { runsText } from '@weft/shared/model/content';
import { subtree } from '@weft/shared/model/operations/place';
import type { Page } from '@weft/shared/model/page';

/** Some letters of one block. */
export interface Found {
  readonly block: BlockId;
  readonly from: number;
  readonly to: number;
}

/** More would be no help, and take long to paint. */
const MOST = 5000;

/** What means something else in a pattern. */
const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/** Where a page says `query`, in reading order, closed toggles included. */
export function findText(page: Page, query: string, matchCase: boolean): Found[] {
  if (query === '') return [];
  const pattern = new RegExp(query.replaceAll(SPECIAL, '\\$&'), matchCase ? 'gu' : 'giu');
  const found: Found[] = [];
  for (const top of page.children(PAGE)) {
    for (const id of subtree(page, top)) {
      const block = page.block(id);
      if (!block || block.pieces.length === 0) continue;
      for (const match of runsText(blockRuns(block)).matchAll(pattern)) {
        found.push({ block: id, from: match.index, to: match.index + match[0].length });
        if (found.length === MOST) return found;
      }
    }
  }
  return found;
}
