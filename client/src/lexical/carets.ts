import {
  type BindingV2,
  initLocalState,
  type Provider,
  setLocalStateFocus,
  syncCursorPositions,
} from '@lexical/yjs';
import { BLUR_COMMAND, COMMAND_PRIORITY_EDITOR, FOCUS_COMMAND, mergeRegister } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';

/** Who a caret belongs to. `color` is any CSS colour. */
export interface CaretUser {
  readonly name: string;
  readonly color: string;
}

/**
 * Shows where teammates are and tells them where this person is. A caret whose text has not arrived is
 * held back by its position, which cannot be resolved yet; the binding draws all carets again after
 * each remote update, and then it appears.
 *
 * Returns the way to end it: teammates see the caret go, and theirs are taken off the page.
 */
export function registerCarets(
  binding: BindingV2,
  presence: Provider,
  awareness: Awareness,
  user: CaretUser,
): () => void {
  const { editor } = binding;
  const draw = (): void => syncCursorPositions(binding, presence);
  const tellFocus = (focused: boolean): false => {
    setLocalStateFocus(presence, user.name, user.color, focused, {});
    return false;
  };
  const isFocused = (): boolean => {
    const root = editor.getRootElement();
    return root !== null && root.contains(root.ownerDocument.activeElement);
  };

  initLocalState(presence, user.name, user.color, isFocused(), {});
  awareness.on('update', draw);
  draw();
  return mergeRegister(
    () => {
      awareness.off('update', draw);
      // A provider that has gone has taken this person off the list already.
      if (awareness.getLocalState()) initLocalState(presence, user.name, user.color, false, {});
      syncCursorPositions(binding, presence, { getAwarenessStates: () => new Map() });
    },
    editor.registerCommand(FOCUS_COMMAND, () => tellFocus(true), COMMAND_PRIORITY_EDITOR),
    editor.registerCommand(BLUR_COMMAND, () => tellFocus(false), COMMAND_PRIORITY_EDITOR),
    // Carets are placed in pixels, so they follow when lines wrap anew.
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      const resizes = new ResizeObserver(draw);
      resizes.observe(root);
      return () => resizes.disconnect();
    }),
  );
}
