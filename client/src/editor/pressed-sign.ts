/** Room for the sign before a block's text, in ems; the style sheet gives it as much. */
const SIGN_ROOM = 1.75;

/** Where the sign before the text of a line is in the window. */
export function signRect(line: HTMLElement): DOMRect {
  const { left, right, top } = line.getBoundingClientRect();
  const { direction, fontSize, paddingInlineStart, paddingBlockStart } = getComputedStyle(line);
  const size = SIGN_ROOM * Number.parseFloat(fontSize);
  const text = Number.parseFloat(paddingInlineStart);
  const x = direction === 'rtl' ? right - text : left + text - size;
  return new DOMRect(x, top + Number.parseFloat(paddingBlockStart), size, size);
}

/**
 * The block, among those that `selector` finds, whose sign before the text is under the pointer: a to-do's box, a toggle's
 * triangle. Whoever presses without a pointer, as assistive technology does, means the block as a whole.
 */
export function pressedSign(event: MouseEvent, selector: string): HTMLElement | undefined {
  if (!(event.target instanceof HTMLElement)) return undefined;
  const line = event.target.closest<HTMLElement>(selector);
  if (!line) return undefined;
  if (event.type === 'click' && event.detail === 0) return line;
  const { left, right } = signRect(line);
  return event.clientX >= left && event.clientX < right ? line : undefined;
}
