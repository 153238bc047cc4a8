import type { BlockId } from '@weft/shared/model/block-id';
import {
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  COMMAND_PRIORITY_HIGH,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $lineLength, $selectionEnds } from '../binding/points.ts';
import type { BlockSelection } from '../selection/block-selection.ts';
import { $isAtRowEdge, isRightToLeft } from '../selection/row-edge.ts';
import { neighbours } from './lines.ts';

const ARROWS = [
  [KEY_ARROW_UP_COMMAND, 'up'],
  [KEY_ARROW_DOWN_COMMAND, 'down'],
  [KEY_ARROW_LEFT_COMMAND, 'left'],
  [KEY_ARROW_RIGHT_COMMAND, 'right'],
] as const;

/**
 * Arrows go from a line to a block without text beside it, which is selected as a whole: a browser would pass it over. The
 * next arrow goes on to the line behind it.
 */
export function registerVoidKeys(binding: BlockBinding, selection: BlockSelection): () => void {
  const { editor } = binding;
  return mergeRegister(
    ...ARROWS.map(([command, arrow]) =>
      editor.registerCommand(
        command,
        (event) => {
          const { shiftKey, ctrlKey, metaKey, altKey } = event;
          if (shiftKey || ctrlKey || metaKey || altKey || editor.isComposing()) return false;
          const block = $voidBeside(binding, arrow);
          if (block === undefined) return false;
          event.preventDefault();
          selection.$pass(block);
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    ),
  );
}

function $voidBeside(
  binding: BlockBinding,
  arrow: 'up' | 'down' | 'left' | 'right',
): BlockId | undefined {
  const ends = $selectionEnds();
  if (!ends) return undefined;
  const { anchor, focus } = ends;
  if (anchor.block !== focus.block || anchor.offset !== focus.offset) return undefined;
  const { above, below } = neighbours(binding, focus.block);
  const isTurned = isRightToLeft(binding, focus.block);
  const isBack = arrow === 'up' || arrow === (isTurned ? 'right' : 'left');
  const next = isBack ? above : below;
  if (next?.kind !== 'void') return undefined;
  if (arrow === 'up' || arrow === 'down') {
    return $isAtRowEdge(binding, focus, arrow) ? next.facts.id : undefined;
  }
  const line = binding.$lineOf(focus.block);
  const edge = isBack || !line ? 0 : $lineLength(line);
  return focus.offset === edge ? next.facts.id : undefined;
}
