import { blockRuns } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import { runsText } from '@weft/shared/model/content';
import { subtree } from '@weft/shared/model/operations/place';
import type { Page } from '@weft/shared/model/page';

/** The letters of a block, as people see it. */
export function textOf(page: Page, id: BlockId): string {
  const block = page.block(id);
  return block ? runsText(blockRuns(block)) : '';
}

/** All letters in some blocks and in what is inside them. */
export function textIn(page: Page, blocks: readonly BlockId[]): string {
  return blocks
    .flatMap((id) => subtree(page, id))
    .map((id) => textOf(page, id))
    .join('');
}
