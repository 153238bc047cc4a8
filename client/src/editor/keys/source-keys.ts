import type { BlockId } from '@weft/shared/model/block-id';
import { COMMAND_PRIORITY_HIGH, KEY_ARROW_UP_COMMAND } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $isAtRowEdge } from '../selection/row-edge.ts';
import { endOf, neighbours } from './lines.ts';

/** What is drawn instead of its source, which is there for the caret without any height. */
const HIDDEN = ':is([data-diagram], [data-type="equation"][data-viewed]):not([data-source])';

/** Up goes to the end of a source that is hidden, as it does to the last row of any other: browsers go to its first. */
export function registerSourceKeys(binding: BlockBinding): () => void {
  const { editor } = binding;
  const isHidden = (block: BlockId): boolean =>
    editor.getElementByKey(binding.keys.get(block) ?? '')?.matches(HIDDEN) ?? false;
  return editor.registerCommand(
    KEY_ARROW_UP_COMMAND,
    (event) => {
      const { shiftKey, ctrlKey, metaKey, altKey } = event;
      if (shiftKey || ctrlKey || metaKey || altKey || editor.isComposing()) return false;
      const { anchor, focus } = $selectionEnds() ?? {};
      if (!anchor || !focus) return false;
      if (anchor.block !== focus.block || anchor.offset !== focus.offset) return false;
      const { above } = neighbours(binding, focus.block);
      if (above?.kind !== 'line' || !isHidden(above.facts.id)) return false;
      if (!$isAtRowEdge(binding, focus, 'up')) return false;
      event.preventDefault();
      binding.$run(() => endOf(binding, above.facts.id));
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}
