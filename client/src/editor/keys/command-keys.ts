import {
  COMMAND_PRIORITY_HIGH,
  CONTROL_OR_META,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $addFootnote } from '../footnotes/add-footnote.ts';
import { BLOCK_KINDS, kindOfDigit } from '../commands/block-kinds.ts';
import { $duplicate } from '../commands/duplicate.ts';
import { $foldAll } from '../commands/fold.ts';
import { $moveBlocks } from '../commands/move.ts';
import { $turnInto } from '../commands/turn-into.ts';

type KeyMask = Parameters<typeof isExactShortcutMatch>[2];

const MOD_SHIFT: KeyMask = { ...CONTROL_OR_META, shiftKey: true };

/** Mod+Shift on other systems than Apple's, where it is Mod+Alt: the browser has uses of its own for the others. */
const MOD_DIGIT: KeyMask =
  CONTROL_OR_META.metaKey === true ? { ...CONTROL_OR_META, altKey: true } : MOD_SHIFT;

type Command = (binding: BlockBinding) => void;

const COMMANDS: readonly (readonly [string, KeyMask, Command])[] = [
  ['d', { ...CONTROL_OR_META, shiftKey: false }, $duplicate],
  ['t', { ...CONTROL_OR_META, altKey: true, shiftKey: false }, $foldAll],
  ['f', { ...CONTROL_OR_META, altKey: true, shiftKey: false }, $addFootnote],
  ['ArrowUp', MOD_SHIFT, (binding) => $moveBlocks(binding, 'up')],
  ['ArrowDown', MOD_SHIFT, (binding) => $moveBlocks(binding, 'down')],
];

/** Keys of commands on the blocks that are selected, or that the caret is in. */
export function registerCommandKeys(binding: BlockBinding): () => void {
  const { editor } = binding;
  return editor.registerCommand(
    KEY_DOWN_COMMAND,
    (event) => {
      if (!editor.isEditable() || editor.isComposing()) return false;
      const $command =
        COMMANDS.find(([key, mask]) => isExactShortcutMatch(event, key, mask))?.[2] ??
        turningCommand(event);
      if (!$command) return false;
      event.preventDefault();
      $command(binding);
      return true;
    },
    COMMAND_PRIORITY_HIGH,
  );
}

function turningCommand(event: KeyboardEvent): Command | undefined {
  const [, digit] = /^Digit(\d)$/.exec(event.code) ?? [];
  if (digit === undefined || !isExactShortcutMatch(event, event.key, MOD_DIGIT)) return undefined;
  const kind = kindOfDigit(Number(digit));
  return kind && ((binding) => $turnInto(binding, BLOCK_KINDS[kind].type, BLOCK_KINDS[kind].props));
}
