/**
 * Puts texts on the clipboard, by their types, where the browser has nothing selected that it would copy itself. It gives
 * a clipboard only to a copy of its own, which begins from something selected: for as long as that takes, a sign
 * that nobody sees. To be called while a key or a press is handled.
 */
export function copyTypes(root: HTMLElement, types: { readonly [type: string]: string }): void {
  const sign = document.createElement('span');
  sign.style.position = 'fixed';
  sign.style.insetBlockStart = '-1000px';
  sign.textContent = '#';
  root.append(sign);
  document.getSelection()?.selectAllChildren(sign);
  const copy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const [type, text] of Object.entries(types)) event.clipboardData?.setData(type, text);
  };
  addEventListener('copy', copy, { capture: true });
  document.execCommand('copy');
  removeEventListener('copy', copy, { capture: true });
  sign.remove();
}
