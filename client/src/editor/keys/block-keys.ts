import {
  COMMAND_PRIORITY_HIGH,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  mergeRegister,
  SELECT_ALL_COMMAND,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $lineLength, $select, $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { $editSelected } from '../commands/edit-selected.ts';
import type { BlockSelection } from '../selection/block-selection.ts';
import { cellPlaceOf } from '../selection/cell-place.ts';

const ARROWS = [
  [KEY_ARROW_UP_COMMAND, 'up'],
  [KEY_ARROW_LEFT_COMMAND, 'up'],
  [KEY_ARROW_DOWN_COMMAND, 'down'],
  [KEY_ARROW_RIGHT_COMMAND, 'down'],
] as const;

/** Keys with which blocks are selected as wholes, and what other keys do while they are. */
export function registerBlockKeys(binding: BlockBinding, selection: BlockSelection): () => void {
  const { editor } = binding;
  return mergeRegister(
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        // Escape ends what an input method composes.
        if (editor.isComposing() || !$selectAround(binding, selection)) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      SELECT_ALL_COMMAND,
      (event) => {
        event.preventDefault();
        $selectAll(binding, selection);
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    ...ARROWS.map(([command, direction]) =>
      editor.registerCommand(
        command,
        (event) => {
          if ($selectedBlocks().length === 0 || event.ctrlKey || event.metaKey) return false;
          event.preventDefault();
          if (event.shiftKey) selection.$extend(direction);
          else selection.$step(direction);
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const isPlain = event && !event.ctrlKey && !event.metaKey && !event.altKey;
        if (!isPlain || !$editSelected(binding)) return false;
        event.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

/** From text to the blocks it is in. */
function $selectAround(binding: BlockBinding, selection: BlockSelection): boolean {
  const ends = $selectionEnds();
  if (!ends || binding.isEmptyLine(ends.focus.block)) return false;
  selection.$select(ends.anchor.block, ends.focus.block);
  return true;
}

/** First the line, then the table it is in, then the page; what is selected already, or is empty, is passed over. */
function $selectAll(binding: BlockBinding, selection: BlockSelection): void {
  const ends = $selectionEnds();
  const line = ends && binding.$lineOf(ends.focus.block);
  const length = line ? $lineLength(line) : 0;
  if (line && ends.anchor.block === ends.focus.block) {
    if (Math.abs(ends.anchor.offset - ends.focus.offset) < length) {
      $select(line, 0, line, length);
      return;
    }
  }
  const cell = ends && cellPlaceOf(binding, ends.focus.block);
  if (cell) {
    selection.$select(cell.table);
    return;
  }
  const [first, last] = [binding.outline('')[0], binding.outline('').at(-1)];
  if (first && last) selection.$select(first.facts.id, last.facts.id);
}
