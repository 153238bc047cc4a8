import type * as Y from 'yjs';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { clampTitle, diffText, movePosition, rebaseEdit } from './title-text.ts';

/** What of a text field the title needs; a `<textarea>` is one. */
export type TitleField = EventTarget &
  Pick<HTMLTextAreaElement, 'value' | 'selectionStart' | 'selectionEnd' | 'setSelectionRange'>;

/** Transaction origin of what is typed into the title here. */
const TITLE_ORIGIN = { title: true };

/**
 * Keeps `field` and `title` the same in both directions, and calls `changed` with every new text, the first
 * one included. While an input method composes, the field is left alone, because rewriting it would end the
 * composition: the finished word is then moved to where it belongs in what others have typed meanwhile.
 * Returns how to stop.
 */
export function bindTitle(
  field: TitleField,
  title: Y.Text,
  changed: (text: string) => void,
): () => void {
  /** The text that what stands in the field was typed on. */
  let base = title.toString();
  let composing = false;

  const show = (): void => {
    base = title.toString();
    const edit = diffText(field.value, base);
    if (edit) {
      const [start, end] = [field.selectionStart, field.selectionEnd];
      field.value = base;
      field.setSelectionRange(movePosition(start, edit), movePosition(end, edit));
    }
  };

  const type = (): void => {
    if (composing) return;
    // A title that merged to more than the limit may still be edited, only not grow.
    const typed = clampTitle(field.value, Math.max(MAX_TITLE_LENGTH, base.length));
    const edit = diffText(base, typed, field.selectionStart);
    const over = diffText(base, title.toString());
    if (edit) {
      title.doc?.transact(() => {
        for (const { index, remove, insert } of over ? rebaseEdit(edit, over) : [edit]) {
          if (remove > 0) title.delete(index, remove);
          if (insert !== '') title.insert(index, insert);
        }
      }, TITLE_ORIGIN);
    }
    show();
  };

  const composeFrom = (): void => {
    composing = true;
  };
  const composeTo = (): void => {
    composing = false;
    type();
  };
  const observe = (): void => {
    changed(title.toString());
    if (!composing) show();
  };

  field.value = base;
  changed(base);
  title.observe(observe);
  field.addEventListener('input', type);
  field.addEventListener('compositionstart', composeFrom);
  field.addEventListener('compositionend', composeTo);
  return () => {
    if (composing) composeTo();
    title.unobserve(observe);
    field.removeEventListener('input', type);
    field.removeEventListener('compositionstart', composeFrom);
    field.removeEventListener('compositionend', composeTo);
  };
}
