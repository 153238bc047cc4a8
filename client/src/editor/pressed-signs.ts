import type { BlockId } from '@weft/shared/model/block-id';
import { registerEventListener } from 'lexical';
import type { BlockBinding } from './binding/binding.ts';
import { CHOOSE_ICON_COMMAND } from './commands/choose-icon.ts';
import { $fold } from './commands/fold.ts';
import { $tick } from './keys/enter.ts';
import { pressedSign } from './pressed-sign.ts';

/**
 * A click on a to-do's box ticks it or takes the tick away; one on a toggle's triangle opens or closes it, and one on a
 * callout's icon lets another one be chosen.
 */
export function registerPressedSigns(binding: BlockBinding): () => void {
  const { editor, page, folding } = binding;
  const $press = (id: BlockId): void => {
    const block = page.block(id);
    if (!block) return;
    if (block.type === 'todo') $tick(binding, block);
    else if (block.type === 'callout') editor.dispatchCommand(CHOOSE_ICON_COMMAND, [id]);
    else $fold(binding, [block], !folding.isOpen(id));
  };
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    // A page that can only be read still has toggles to open.
    const signs = (): string =>
      editor.isEditable()
        ? '[data-type="todo"], [data-type="callout"][data-icon], [data-fold]'
        : '[data-fold]';
    const stops = [
      // A press on the sign is none on the text: the caret stays where it is, and a phone shows no keyboard.
      registerEventListener(root, 'mousedown', (event) => {
        if (pressedSign(event, signs())) event.preventDefault();
      }),
      registerEventListener(root, 'click', (event) => {
        const id = pressedSign(event, signs())?.dataset['block'];
        if (id === undefined) return;
        event.preventDefault();
        editor.update(() => $press(id));
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });
}
