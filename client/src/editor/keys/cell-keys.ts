import { type BlockId, cellOf } from '@weft/shared/model/block-id';
import { runsText } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import {
  COMMAND_PRIORITY_HIGH,
  CONTROL_OR_META,
  isExactShortcutMatch,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_DOWN_COMMAND,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $runsOf } from '../binding/line.ts';
import { $lineLength, $selectionEnds } from '../binding/points.ts';
import { $caretCell, $movePart, partOf } from '../commands/table-parts.ts';
import { type CellPlace, cellPlaceOf, pointBeyond, pointInCell } from '../selection/cell-place.ts';
import { $isAtRowEdge, isRightToLeft } from '../selection/row-edge.ts';
import { neighbours } from './lines.ts';

type Arrow = 'up' | 'down' | 'left' | 'right';

const ARROWS = [
  [KEY_ARROW_UP_COMMAND, 'up'],
  [KEY_ARROW_DOWN_COMMAND, 'down'],
  [KEY_ARROW_LEFT_COMMAND, 'left'],
  [KEY_ARROW_RIGHT_COMMAND, 'right'],
] as const;

const MOVES = [
  ['ArrowUp', 'row', -1],
  ['ArrowDown', 'row', 1],
  ['ArrowLeft', 'column', -1],
  ['ArrowRight', 'column', 1],
] as const;

/**
 * Keys that go from cell to cell, where browsers go from line to line of the document: down from a cell would be the cell
 * to its right.
 */
export function registerCellKeys(binding: BlockBinding): () => void {
  const { editor } = binding;
  return mergeRegister(
    ...ARROWS.map(([command, arrow]) =>
      editor.registerCommand(
        command,
        (event) => {
          const { shiftKey, ctrlKey, metaKey, altKey } = event;
          if (shiftKey || ctrlKey || metaKey || altKey || editor.isComposing()) return false;
          const point = $pointBeside(binding, arrow);
          if (!point) return false;
          event.preventDefault();
          binding.$run(() => point);
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    ),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        const mask = { ...CONTROL_OR_META, altKey: true };
        const move = MOVES.find(([key]) => isExactShortcutMatch(event, key, mask));
        const cell = move && editor.isEditable() ? $caretCell(binding) : undefined;
        if (!move || !cell) return false;
        event.preventDefault();
        const [, axis, by] = move;
        const isTurned = axis === 'column' && isRightToLeft(binding, cell.table);
        $movePart(binding, partOf(cell, axis), isTurned ? (by === 1 ? -1 : 1) : by);
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

/** Where an arrow takes the caret that leaves a cell with it, or enters a table; `undefined` where the browser knows. */
function $pointBeside(binding: BlockBinding, arrow: Arrow): Point | undefined {
  const ends = $selectionEnds();
  if (!ends) return undefined;
  const { anchor, focus } = ends;
  if (anchor.block !== focus.block || anchor.offset !== focus.offset) return undefined;
  const direction = directionOf(binding, focus.block, arrow);
  const isBack = direction === 'up' || direction === 'before';
  const { above, below } = neighbours(binding, focus.block);
  const next = isBack ? above : below;
  if (next && next.kind !== 'table') return undefined;
  if (!$isAtEdge(binding, focus, direction)) return undefined;
  if (next) {
    const row = isBack ? binding.page.children(next.facts.id).length - 1 : 0;
    const column = direction === 'before' ? binding.page.columns(next.facts.id).length - 1 : 0;
    return pointInCell(binding, next.facts.id, row, column, isBack ? 'last' : 'first');
  }
  const cell = cellPlaceOf(binding, focus.block);
  const isInCell = cell && binding.surfaceOf(focus.block) === cellOf(cell.row, cell.column);
  if (!isInCell) return undefined;
  // Cells stand as their table is written, whichever direction the words in one have.
  const onward = directionOf(binding, cell.table, arrow);
  return $pointInNext(binding, cell, onward, focus) ?? focus;
}

type Direction = 'up' | 'down' | 'before' | 'after';

function directionOf(binding: BlockBinding, block: BlockId, arrow: Arrow): Direction {
  if (arrow === 'up' || arrow === 'down') return arrow;
  return (arrow === 'left') === isRightToLeft(binding, block) ? 'after' : 'before';
}

function $isAtEdge(binding: BlockBinding, point: Point, direction: Direction): boolean {
  const line = binding.$lineOf(point.block);
  if (direction === 'before') return point.offset === 0;
  if (direction === 'after') return line !== undefined && point.offset === $lineLength(line);
  return $isAtRowEdge(binding, point, direction);
}

/** The place in the cell beside; beyond the first and the last one it is that of the line above or below the table. */
function $pointInNext(
  binding: BlockBinding,
  { table, rowIndex, columnIndex }: CellPlace,
  direction: Direction,
  from: Point,
): Point | undefined {
  const width = binding.page.columns(table).length;
  if (direction === 'up' || direction === 'down') {
    const edge = direction === 'up' ? 'last' : 'first';
    const row = rowIndex + (direction === 'up' ? -1 : 1);
    const point = pointInCell(binding, table, row, columnIndex, edge);
    if (!point) return pointBeyond(binding, table, direction);
    // As far into the row as the caret was in its own.
    const text = $textOf(binding, from.block);
    const into = from.offset - startOfRow(text, from.offset);
    const there = $textOf(binding, point.block);
    const start = startOfRow(there, point.offset);
    const [letters = ''] = there.slice(start).split('\n');
    return { ...point, offset: start + Math.min(into, letters.length) };
  }
  const index = rowIndex * width + columnIndex + (direction === 'before' ? -1 : 1);
  const [near, far] =
    direction === 'before' ? (['last', 'first'] as const) : (['first', 'last'] as const);
  const pointAt = (edge: 'first' | 'last'): Point | undefined =>
    pointInCell(binding, table, Math.floor(index / width), index % width, edge);
  const point = pointAt(near);
  const isTurned = point && isRightToLeft(binding, point.block) !== isRightToLeft(binding, table);
  return (
    (isTurned ? pointAt(far) : point) ??
    pointBeyond(binding, table, direction === 'before' ? 'up' : 'down')
  );
}

function $textOf(binding: BlockBinding, block: BlockId): string {
  const line = binding.$lineOf(block);
  return line ? runsText($runsOf(line)) : '';
}

/** Where the row that an offset is in begins, of those that line breaks make. */
function startOfRow(text: string, offset: number): number {
  return text.slice(0, offset).lastIndexOf('\n') + 1;
}
