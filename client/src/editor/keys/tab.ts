import { type Point, replaceRange } from '@weft/shared/model/operations/range';
import { insertTablePart } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { nest } from '../commands/nest.ts';
import { $runOnBlocks } from '../commands/targets.ts';
import { type CellPlace, cellPlaceOf, pointInCell } from '../selection/cell-place.ts';
import { $indentCode, isOverLines } from './code-indent.ts';

/**
 * Tab: the next cell in a table, a tab in code, and otherwise one level deeper for all blocks that are selected.
 * Answers whether the caret is in the page at all.
 */
export function $tab(binding: BlockBinding, isBackward: boolean): boolean {
  const { page } = binding;
  const ends = $selectionEnds();
  if (ends) {
    const { from, to } = $orderedEnds(ends);
    if (from.block === to.block && page.block(from.block)?.type === 'code') {
      if (isBackward || isOverLines(binding, { from, to })) {
        $indentCode(binding, { from, to }, isBackward);
      } else $typeTab(binding, from, to);
      return true;
    }
    const cell = cellPlaceOf(binding, from.block);
    if (cell) {
      $nextCell(binding, cell, isBackward);
      return true;
    }
  } else if ($selectedBlocks().length === 0) return false;
  $runOnBlocks(binding, (blocks) => {
    nest(binding, blocks, isBackward ? 'out' : 'in');
  });
  return true;
}

function $typeTab(binding: BlockBinding, from: Point, to: Point): void {
  binding.$run(() => {
    replaceRange(binding.writer, { from, to }, [{ text: '\t', marks: {} }]);
    return { block: from.block, offset: from.offset + 1 };
  });
}

/** After the last cell there is a new row. */
function $nextCell(binding: BlockBinding, cell: CellPlace, isBackward: boolean): void {
  const { page, writer } = binding;
  const { table, rowIndex, columnIndex } = cell;
  const [rows, width] = [page.children(table).length, page.columns(table).length];
  const index = rowIndex * width + columnIndex + (isBackward ? -1 : 1);
  if (index < 0) return;
  const row = Math.floor(index / width);
  binding.$run(() => {
    if (row === rows) insertTablePart(writer, table, 'row', rows);
    return pointInCell(binding, table, row, index % width, 'first');
  });
}
