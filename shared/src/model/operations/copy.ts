import { type BlockId, cellOf } from '../block-id.ts';
import { type Block, blockRuns, typeOf } from '../block.ts';
import type { BlockContent, TableContent } from '../content.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { insertBlocks } from './insert.ts';
import { topLevel } from './place.ts';

/** Copies blocks, with all that is in them, and puts the copies after the last one. Answers the copies' ids. */
export function duplicateBlocks(writer: Writer, blocks: Iterable<BlockId>): BlockId[] {
  const { page } = writer;
  const top = topLevel(page, blocks);
  const last = top.at(-1);
  if (last === undefined) return [];
  const container = page.parent(last) ?? '';
  const index = page.children(container).indexOf(last) + 1;
  return insertBlocks(writer, contentsOf(page, top), container, index);
}

/** What is in `blocks` as plain values: those of the whole page for `page.children(PAGE)`. */
export function contentsOf(page: Page, blocks: readonly BlockId[]): BlockContent[] {
  return blocks.flatMap((id) => {
    const block = page.block(id);
    return block ? [contentOf(page, block)] : [];
  });
}

function contentOf(page: Page, block: Block): BlockContent {
  const { text, holds } = typeOf(block);
  const children = holds === 'table' ? [] : page.children(block.id);
  return {
    type: block.type,
    ...(Object.keys(block.props).length > 0 && { props: block.props }),
    ...(text !== 'none' && block.pieces.length > 0 && { runs: blockRuns(block) }),
    ...(holds === 'table' && { table: tableOf(page, block.id) }),
    ...(children.length > 0 && { children: contentsOf(page, children) }),
  };
}

function tableOf(page: Page, table: BlockId): TableContent {
  const columns = page.columns(table);
  return {
    columns: columns.map((id) => propsOf(page, id)),
    rows: page.children(table).map((row) => ({
      ...propsOf(page, row),
      cells: columns.map((column) => contentsOf(page, page.children(cellOf(row, column)))),
    })),
  };
}

function propsOf(page: Page, id: BlockId): Pick<BlockContent, 'props'> {
  const props = page.block(id)?.props ?? {};
  return Object.keys(props).length > 0 ? { props } : {};
}
