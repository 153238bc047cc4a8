import { type LexicalEditor, registerEventListener } from 'lexical';
import type { BlockBinding } from './binding/binding.ts';
import { $tick } from './keys/enter.ts';

/** Room for the box before the text, in ems; the style sheet gives it as much. */
const BOX_ROOM = 1.75;

/** A click on a to-do's box, or assistive technology's press of the to-do, ticks it or takes the tick away. */
export function registerTicking(binding: BlockBinding): () => void {
  const { editor } = binding;
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    const stops = [
      // A press on the box is none on the text: the caret stays where it is, and a phone shows no keyboard.
      registerEventListener(root, 'mousedown', (event) => {
        if (boxAt(event, editor)) event.preventDefault();
      }),
      registerEventListener(root, 'click', (event) => {
        const id = boxAt(event, editor)?.dataset['block'];
        if (id === undefined) return;
        event.preventDefault();
        editor.update(() => {
          const block = binding.page.block(id);
          if (block) $tick(binding, block);
        });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });
}

/** The to-do whose box is under the pointer. The box is in the inset before the text. */
function boxAt(event: MouseEvent, editor: LexicalEditor): HTMLElement | undefined {
  if (!editor.isEditable() || !(event.target instanceof HTMLElement)) return undefined;
  const line = event.target.closest<HTMLElement>('[data-type="todo"]');
  if (!line) return undefined;
  // Whoever presses without a pointer means the to-do as a whole.
  if (event.type === 'click' && event.detail === 0) return line;
  const { left, right } = line.getBoundingClientRect();
  const { direction, fontSize, paddingInlineStart } = getComputedStyle(line);
  const text = Number.parseFloat(paddingInlineStart);
  const inset = direction === 'rtl' ? right - event.clientX : event.clientX - left;
  return inset < text && inset >= text - BOX_ROOM * Number.parseFloat(fontSize) ? line : undefined;
}
