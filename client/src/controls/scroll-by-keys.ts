/** Lets what is wider than its place be scrolled with the keyboard too: it takes the focus while it is. Returns how to stop. */
export function scrollByKeys(element: HTMLElement): () => void {
  const reflect = (): void => {
    if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
    else element.removeAttribute('tabindex');
  };
  const sizes = new ResizeObserver(reflect);
  sizes.observe(element);
  return () => sizes.disconnect();
}
