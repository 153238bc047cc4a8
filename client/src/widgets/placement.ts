/** Which edges of the anchor and the surface line up: those where a line of text begins, or ends. */
export type Placement = 'start' | 'end';

/** Pixels between anchor, surface and window. */
const GAP = 8;

/**
 * Keeps `surface`, which lies in the top layer, beside `anchor`: below it where there is room, otherwise
 * above, and always within what of the window the on-screen keyboard leaves. Returns how to stop.
 */
export function placeBeside(
  anchor: HTMLElement,
  surface: HTMLElement,
  placement: Placement,
): () => void {
  const place = (): void => {
    const view = visualViewport;
    const [left, top] = [view?.offsetLeft ?? 0, view?.offsetTop ?? 0];
    const [width, height] = [view?.width ?? innerWidth, view?.height ?? innerHeight];
    const from = anchor.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = surface;
    const alignLeft = (placement === 'start') !== (getComputedStyle(anchor).direction === 'rtl');
    const wanted = alignLeft ? from.left : from.right - offsetWidth;
    const below = from.bottom + GAP;
    const fits = below + offsetHeight + GAP <= top + height;
    const above = from.top - GAP - offsetHeight;
    surface.style.left = `${clamp(wanted, left + GAP, left + width - offsetWidth - GAP)}px`;
    surface.style.top = `${fits || above < top + GAP ? clamp(below, top + GAP, top + height - offsetHeight - GAP) : above}px`;
  };

  place();
  const resized = new ResizeObserver(place);
  resized.observe(surface);
  const targets = [window, visualViewport].filter((target) => target !== null);
  for (const target of targets) {
    target.addEventListener('resize', place);
    target.addEventListener('scroll', place);
  }
  return () => {
    resized.disconnect();
    for (const target of targets) {
      target.removeEventListener('resize', place);
      target.removeEventListener('scroll', place);
    }
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
