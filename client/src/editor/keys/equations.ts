import {
  $getNearestNodeFromDOMNode,
  CLICK_COMMAND,
  COMMAND_PRIORITY_HIGH,
  CONTROL_OR_META,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $askForEquation, $makeEquation, $selectedEquation } from '../commands/inline-equation.ts';
import { $isInlineNode } from '../nodes/inline-node.ts';

const MOD_SHIFT = { ...CONTROL_OR_META, shiftKey: true };

/** Keys and presses that write equations in a line. */
export function registerEquationKeys(binding: BlockBinding): () => void {
  const { editor } = binding;
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      (event) => {
        if (!isExactShortcutMatch(event, 'e', MOD_SHIFT)) return false;
        event.preventDefault();
        return editor.isEditable() && !editor.isComposing() && $makeEquation(binding);
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        const selected = $selectedEquation();
        if (!selected || !$askForEquation(binding, selected)) return false;
        event?.preventDefault();
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
    editor.registerCommand(
      CLICK_COMMAND,
      ({ target }) => {
        const node = target instanceof Node ? $getNearestNodeFromDOMNode(target) : null;
        if (!$isInlineNode(node) || node.inline.kind !== 'equation') return false;
        return $askForEquation(binding, node);
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}
