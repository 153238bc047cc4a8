import type { BlockId } from '@weft/shared/model/block-id';
import type { LexicalEditor } from 'lexical';
import { SELECT_VIEWED_COMMAND } from '../editor/views/media-commands.ts';

/** What happens in the controls of a block is not for the editor around them, which would take it as typed or pressed in its text. */
const KEPT = [
  'keydown',
  'keyup',
  'beforeinput',
  'input',
  'mousedown',
  'click',
  'copy',
  'cut',
  'paste',
] as const;

export function keepEvents(element: HTMLElement): void {
  for (const type of KEPT) element.addEventListener(type, (event) => event.stopPropagation());
}

/** Escape leads from the controls of a block back to it, as a whole. */
export function leaveOnEscape(
  element: HTMLElement,
  editor: LexicalEditor,
  block: () => BlockId,
): void {
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    editor.dispatchCommand(SELECT_VIEWED_COMMAND, block());
  });
}
