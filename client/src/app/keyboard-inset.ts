/**
 * Tells the style sheets, as `--keyboard`, how much of the window's foot an on-screen keyboard covers, so
 * that the toolbar can stand on it. Without a keyboard it is 0. Returns how to stop.
 */
export function followKeyboard(root: HTMLElement): () => void {
  const view = visualViewport;
  if (!view) return () => {};
  const follow = (): void => {
    // Zooming in shrinks the visual viewport too, and is no keyboard.
    const covered = view.scale > 1.01 ? 0 : root.clientHeight - view.height - view.offsetTop;
    root.style.setProperty('--keyboard', `${Math.max(0, Math.round(covered))}px`);
  };
  follow();
  view.addEventListener('resize', follow);
  view.addEventListener('scroll', follow);
  return () => {
    view.removeEventListener('resize', follow);
    view.removeEventListener('scroll', follow);
  };
}
