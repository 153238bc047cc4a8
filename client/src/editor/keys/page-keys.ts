import { COMMAND_PRIORITY_CRITICAL, KEY_ENTER_COMMAND } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectedObject } from '../binding/selected-object.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { OPEN_PAGE_COMMAND, openPageOf } from '../commands/page-link.ts';

/** Enter and Mod+Enter open the page that the selected block, or the selected mention, leads to. */
export function registerPageKeys(binding: BlockBinding): () => void {
  return binding.editor.registerCommand(
    KEY_ENTER_COMMAND,
    (event) => {
      if (!event || event.shiftKey || event.altKey || !$openSelected(binding)) return false;
      event.preventDefault();
      return true;
    },
    COMMAND_PRIORITY_CRITICAL,
  );
}

function $openSelected(binding: BlockBinding): boolean {
  const [block, ...others] = $selectedBlocks();
  if (block !== undefined) return others.length === 0 && openPageOf(binding, block);
  const page = $selectedMention();
  return page !== undefined && binding.editor.dispatchCommand(OPEN_PAGE_COMMAND, page);
}

/** The page that the selected mention names. */
function $selectedMention(): string | undefined {
  const inline = $selectedObject()?.inline;
  const page = inline?.kind === 'mention' ? inline['page'] : undefined;
  return typeof page === 'string' ? page : undefined;
}
