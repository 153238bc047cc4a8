import { type Block, blockRuns, sliceRuns } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { runsText } from '@weft/shared/model/content';
import { indentBlocks, outdentBlocks } from '@weft/shared/model/operations/indent';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { formatRange } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { splitBlock } from '@weft/shared/model/operations/split';
import { deleteText, insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import type { PagePeer } from '@weft/shared/testing/page-peer';
import type { Mark, Operation } from './model.ts';
import { changeTable } from './weft-tables.ts';
import { textIn } from './weft-text.ts';

/**
 * Does to the page what Weft's keys, menus and handle do.
 *
 * @param ids the blocks that the operation counts
 * @returns the letters that were asked to be deleted
 */
export function applyToPage(
  { page, writer }: PagePeer,
  ids: readonly BlockId[],
  operation: Exclude<Operation, { kind: 'undo' }>,
): string {
  const id = ids[operation.block];
  const block = id === undefined ? undefined : page.block(id);
  if (id === undefined || block === undefined) return '';
  switch (operation.kind) {
    case 'type':
      insertText(writer, id, operation.offset, [{ text: operation.text, marks: {} }]);
      return '';
    case 'format': {
      const { from, to, mark } = operation;
      const value = hasMark(block, from, to, mark) ? null : true;
      formatRange(writer, { from: at(id, from), to: at(id, to) }, { [mark]: value });
      return '';
    }
    case 'turn-into':
      turnBlocksInto(writer, [id], operation.into === 'to-do' ? 'todo' : operation.into);
      return '';
    case 'indent':
      if (operation.by === 1) indentBlocks(writer, [id]);
      else outdentBlocks(writer, [id]);
      return '';
    case 'move': {
      const target = operation.before === undefined ? undefined : ids[operation.before];
      const container = target === undefined ? PAGE : (page.parent(target) ?? PAGE);
      const siblings = page.children(container);
      const index = target === undefined ? siblings.length : siblings.indexOf(target);
      moveBlocks(writer, [id], container, index);
      return '';
    }
    case 'split':
      splitBlock(writer, id, operation.offset);
      return '';
    case 'merge': {
      const above = ids[operation.block - 1];
      if (above !== undefined) mergeBlocks(writer, above, id);
      return '';
    }
    case 'delete-block': {
      const asked = textIn(page, [id]);
      removeBlocks(writer, [id]);
      return asked;
    }
    case 'delete-text': {
      const { from, to } = operation;
      deleteText(writer, id, from, to);
      return runsText(blockRuns(block)).slice(from, to);
    }
    case 'insert-row':
    case 'insert-column':
    case 'delete-row':
    case 'delete-column':
      return changeTable(writer, operation.kind, id);
  }
}

const at = (block: BlockId, offset: number) => ({ block, offset });

const hasMark = (block: Block, from: number, to: number, mark: Mark): boolean =>
  sliceRuns(blockRuns(block), from, to).every(({ marks }) => marks[mark] === true);
