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
