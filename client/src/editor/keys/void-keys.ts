import type { BlockId } from '@weft/shared/model/block-id';
import {
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_UP_COMMAND,
  COMMAND_PRIORITY_HIGH,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import type { BlockSelection } from '../selection/block-selection.ts';
import { $isAtRowEdge } from '../selection/row-edge.ts';
import { neighbours } from './lines.ts';

const ARROWS = [
  [KEY_ARROW_UP_COMMAND, 'up'],
  [KEY_ARROW_DOWN_COMMAND, 'down'],
] as const;

/** Up and down go from a line to a block without text beside it, which is selected as a whole: a browser would pass it over. */
export function registerVoidKeys(binding: BlockBinding, selection: BlockSelection): () => void {
  const { editor } = binding;
  return mergeRegister(
    ...ARROWS.map(([command, direction]) =>
      editor.registerCommand(
        command,
        (event) => {
          const { shiftKey, ctrlKey, metaKey, altKey } = event;
          if (shiftKey || ctrlKey || metaKey || altKey || editor.isComposing()) return false;
          const block = $voidBeside(binding, direction);
          if (block === undefined) return false;
          event.preventDefault();
          selection.$select(block);
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    ),
  );
}

function $voidBeside(binding: BlockBinding, direction: 'up' | 'down'): BlockId | undefined {
  const ends = $selectionEnds();
  if (!ends) return undefined;
  const { anchor, focus } = ends;
  if (anchor.block !== focus.block || anchor.offset !== focus.offset) return undefined;
  const { above, below } = neighbours(binding, focus.block);
  const next = direction === 'up' ? above : below;
  if (next?.kind !== 'void' || !$isAtRowEdge(binding, focus, direction)) return undefined;
  return next.facts.id;
}
