/**
 * Puts a text on the clipboard; answers whether it is there. Browsers give pages from a plain address no clipboard of
 * their own to write to, only what a copy of theirs is to hold.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    if (isSecureContext) {
      await navigator.clipboard.writeText(text);
      return true;
    }
  } catch {
    // Not allowed, which the older way may still be.
  }
  let isDone = false;
  const copy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    isDone = true;
  };
  addEventListener('copy', copy, { capture: true });
  document.execCommand('copy');
  removeEventListener('copy', copy, { capture: true });
  return isDone;
}
