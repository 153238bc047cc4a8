import { COMMAND_PRIORITY_HIGH, KEY_ARROW_UP_COMMAND } from 'lexical';
import { PAGE } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $isAtRowEdge } from '../selection/row-edge.ts';

/** Up from the first row of the first line leaves the page for what is above it. */
export function registerLeaveKeys(binding: BlockBinding, onLeave: () => void): () => void {
  const { editor } = binding;
  return editor.registerCommand(
    KEY_ARROW_UP_COMMAND,
    (event) => {
      const { shiftKey, ctrlKey, metaKey, altKey } = event;
      if (shiftKey || ctrlKey || metaKey || altKey || editor.isComposing()) return false;
      if (!$isAtStart(binding)) return false;
      event.preventDefault();
      onLeave();
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

function $isAtStart(binding: BlockBinding): boolean {
  const ends = $selectionEnds();
  const [first] = binding.outline(PAGE);
  if (!ends || first?.kind !== 'line') return false;
  const { anchor, focus } = ends;
  const isCaret = anchor.block === focus.block && anchor.offset === focus.offset;
  return isCaret && focus.block === first.facts.id && $isAtRowEdge(binding, focus, 'up');
}
