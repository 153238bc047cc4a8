import { BLUR_COMMAND, COMMAND_PRIORITY_LOW, FOCUS_COMMAND, mergeRegister } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import type { BlockBinding } from '../binding/binding.ts';

/** Who a caret belongs to. */
export interface CaretUser {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
}

/**
 * Tells teammates where this person is: `user` and `caret` of the presence state, beside whatever else is kept in
 * it. The caret is `null` while the focus is elsewhere. Returns the way to end it, which takes the caret away.
 */
export function registerOwnCaret(
  binding: BlockBinding,
  awareness: Awareness,
  user: CaretUser,
): () => void {
  const { editor } = binding;
  let told: string | undefined;

  function tell(focused: boolean): void {
    // A provider that has gone has taken this person off the list already.
    const state = awareness.getLocalState();
    if (!state) return;
    const { name, color } = user;
    const caret = focused ? (binding.carets() ?? null) : null;
    const next = JSON.stringify([name, color, caret]);
    if (next === told) return;
    told = next;
    awareness.setLocalState({ ...state, user: { name, color }, caret });
  }

  const isFocused = (): boolean => {
    const root = editor.getRootElement();
    return root !== null && root.contains(root.ownerDocument.activeElement);
  };
  const onFocus = (focused: boolean) => (): false => {
    tell(focused);
    return false;
  };

  tell(isFocused());
  return mergeRegister(
    () => tell(false),
    editor.registerUpdateListener(() => tell(isFocused())),
    editor.registerCommand(FOCUS_COMMAND, onFocus(true), COMMAND_PRIORITY_LOW),
    editor.registerCommand(BLUR_COMMAND, onFocus(false), COMMAND_PRIORITY_LOW),
  );
}
