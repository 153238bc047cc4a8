import {
  COMMAND_PRIORITY_EDITOR,
  COMMAND_PRIORITY_HIGH,
  CONTROL_OR_META,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { type LastColor, $recolor, RECOLOR_COMMAND } from '../commands/recolor.ts';

const MOD_SHIFT = { ...CONTROL_OR_META, shiftKey: true };

/** Colours by command and by the key of the colour that was used last. */
export function registerRecoloring(binding: BlockBinding, last: LastColor): () => void {
  const { editor } = binding;
  return mergeRegister(
    editor.registerCommand(
      RECOLOR_COMMAND,
      (coloring) => {
        if (!editor.isEditable()) return true;
        $recolor(binding, coloring ?? last.get());
        // Taking a colour away is no choice of one.
        if (coloring && coloring.color !== 'default') last.set(coloring);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (editor.isComposing() || !isExactShortcutMatch(event, 'h', MOD_SHIFT)) return false;
        event.preventDefault();
        return editor.dispatchCommand(RECOLOR_COMMAND, undefined);
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}
