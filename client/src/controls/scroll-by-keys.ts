/**
 * Lets what is wider than its place be scrolled with the keyboard too: it takes the focus while it is. How wide it is
 * changes with its place, with what is drawn in it, and once a picture in it has loaded. Returns how to stop.
 */
export function scrollByKeys(element: HTMLElement): () => void {
  const reflect = (): void => {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(reflect);
  sizes.observe(element);
  const contents = new MutationObserver(reflect);
  contents.observe(element, { childList: true, subtree: true });
  // It does not bubble.
  element.addEventListener('load', reflect, { capture: true });
  return () => {
    sizes.disconnect();
    contents.disconnect();
    element.removeEventListener('load', reflect, { capture: true });
  };
}
