import type { Inline } from '@weft/shared/model/content';
import { noteOf } from '@weft/shared/model/footnotes';

/** Draws what refers to a note; its number is of the page, and comes with the others. */
export function drawInlineFootnote(element: HTMLElement, inline: Inline): void {
  element.role = 'link';
  element.dataset['note'] = noteOf(inline) ?? '';
  element.textContent = '?';
}
