import {
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  mergeRegister,
  registerEventListener,
} from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';

/**
 * Presses on blocks while blocks are selected: Shift selects up to the one that is pressed. Alt+Shift (Mod+Shift on
 * Apple's) takes a single one in or out, whatever is selected.
 */
export function registerBlockPresses(binding: BlockBinding, selection: BlockSelection): () => void {
  const { editor } = binding;
  let isTaken = false;
  const stop = editor.registerRootListener((root) => {
    if (!root) return undefined;
    return registerEventListener(root, 'mousedown', (event) => {
      isTaken = false;
      const { target, shiftKey, altKey, metaKey, button } = event;
      const block = target instanceof Element ? target.closest<HTMLElement>('[data-block]') : null;
      const id = block?.dataset['block'];
      if (!shiftKey || button !== 0 || id === undefined || id.includes('~')) return;
      const isOne = altKey || metaKey;
      const hasBlocks = editor.read($selectedBlocks).length > 0;
      if (!isOne && !hasBlocks) return;
      event.preventDefault();
      isTaken = true;
      editor.update(() => {
        const ends = $selectionEnds();
        if (!isOne) selection.$extendTo(id);
        else {
          if (ends) selection.$select(ends.anchor.block, ends.focus.block);
          selection.$toggle(id);
        }
      });
    });
  });
  return mergeRegister(
    stop,
    // Lexical takes the end of the press for one on something else.
    editor.registerCommand(CLICK_COMMAND, () => isTaken, COMMAND_PRIORITY_HIGH),
  );
}
