import { COMMAND_PRIORITY_CRITICAL, KEY_ENTER_COMMAND } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { openPageOf } from '../commands/page-link.ts';

/** Enter and Mod+Enter open the page that the selected block links to. */
export function registerPageKeys(binding: BlockBinding): () => void {
  return binding.editor.registerCommand(
    KEY_ENTER_COMMAND,
    (event) => {
      const [block, ...others] = $selectedBlocks();
      if (!event || event.shiftKey || event.altKey || block === undefined || others.length > 0)
        return false;
      if (!openPageOf(binding, block)) return false;
      event.preventDefault();
      return true;
    },
    COMMAND_PRIORITY_CRITICAL,
  );
}
