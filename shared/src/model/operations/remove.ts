import type { BlockId } from '../block-id.ts';
import type { Edit } from '../edit.ts';
import type { IdRanges } from '../id-ranges.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { subtree, topLevel } from './place.ts';

/**
 * Deletes blocks with all that is in them. Their text is kept, and the letters that were there are noted: what
 * others write into them at the same time brings them back.
 */
export function removeBlocks(writer: Writer, blocks: Iterable<BlockId>): void {
  const { page } = writer;
  writer.commit(
    topLevel(page, blocks).flatMap((block) =>
      subtree(page, block).flatMap((id) => planRemove(writer, id)),
    ),
  );
}

/** The edits that delete one block and leave what is inside it to take its place. */
export function planRemove(writer: Writer, block: BlockId): Edit[] {
  const { page } = writer;
  const seconds = writer.seconds();
  return page.members(block).map((member) => ({
    kind: 'set',
    block: member,
    prop: 'gone',
    value: [seconds, ...lettersOf(page, member)],
  }));
}

/** Ends a block's deletion that somebody's typing has called into question: it stays. */
export function keepBlock(writer: Writer, block: BlockId): void {
  writer.commit(
    writer.page.members(block).map((member) => ({
      kind: 'set',
      block: member,
      prop: 'gone',
      value: undefined,
    })),
  );
}

function lettersOf(page: Page, block: BlockId): IdRanges {
  return page.pieces(block).flatMap((piece) => page.idsOf(piece));
}
