import { registerEventListener } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import { followDrag } from './block-drag.ts';
import type { DropPlace } from './drop-place.ts';

/** Shorter than what a browser takes for a press that selects a word, in milliseconds. */
const LONG = 400;
/** Pixels that a finger may slip meanwhile. */
const SLIP = 10;

/**
 * A finger that stays on a block selects it, and drags it when it moves on. In the block of the caret it is the browser's
 * own press, which selects words.
 */
export function registerLongPress(
  binding: BlockBinding,
  selection: BlockSelection,
  onPlace: (place: DropPlace | undefined) => void,
): () => void {
  const { editor } = binding;
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    let waiting: { readonly start: PointerEvent; readonly timer: number } | undefined;
    let held = false;
    /** The press is over for the browser, whenever the finger is lifted. */
    let taken = false;

    const give = (): void => {
      clearTimeout(waiting?.timer);
      waiting = undefined;
    };
    const grab = (start: PointerEvent, id: string): void => {
      waiting = undefined;
      held = true;
      taken = true;
      navigator.vibrate?.(10);
      const chosen = editor.read($selectedBlocks);
      const blocks = chosen.includes(id) ? chosen : [id];
      if (blocks !== chosen) editor.update(() => selection.$select(id), { discrete: true });
      followDrag({ binding, root, blocks, start, onPlace, onEnd: () => (held = false) });
    };
    const stops = [
      registerEventListener(root, 'pointerdown', (event) => {
        give();
        taken = false;
        const block =
          event.target instanceof Element
            ? event.target.closest<HTMLElement>('.block:not(td)')?.dataset['block']
            : undefined;
        if (event.pointerType !== 'touch' || block === undefined || !editor.isEditable()) return;
        const isWriting = root.ownerDocument.activeElement === root;
        if (isWriting && editor.read($selectionEnds)?.focus.block === block) return;
        waiting = { start: event, timer: window.setTimeout(() => grab(event, block), LONG) };
      }),
      registerEventListener(root, 'pointermove', ({ clientX, clientY }) => {
        const { start } = waiting ?? {};
        if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > SLIP) give();
      }),
      registerEventListener(root, 'pointerup', give),
      registerEventListener(root, 'pointercancel', give),
      // The browser would pan the page, or open its menu, and take the finger away.
      registerEventListener(root, 'touchmove', (event) => held && event.preventDefault(), {
        passive: false,
      }),
      // A press that was a bit too short for the browser would be one into the text.
      registerEventListener(root, 'touchend', (event) => taken && event.preventDefault(), {
        passive: false,
      }),
      registerEventListener(root, 'contextmenu', (event) => held && event.preventDefault()),
    ];
    return () => {
      give();
      for (const stop of stops) stop();
    };
  });
}
