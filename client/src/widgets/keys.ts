/** Apple's keyboards say Command where the others say Control. */
export const isApple =
  typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);

/** A shortcut as the person's own keyboard names it: `shown('Mod+Shift+S')` is `Ctrl+Shift+S` or `⌘⇧S`. */
export function shownKeys(keys: string): string {
  return isApple ? keys.replace('Mod+', '⌘').replace('Shift+', '⇧') : keys.replace('Mod', 'Ctrl');
}

/** The same for assistive technology, in the spelling of `aria-keyshortcuts`. */
export function ariaKeys(keys: string): string {
  return keys.replace('Mod', isApple ? 'Meta' : 'Control');
}
