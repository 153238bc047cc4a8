/** Which edges of the anchor and the surface line up: those where a line of text begins, or ends. */
export type Placement = 'start' | 'end';

/** Something in the window that a surface stands beside. */
export interface Anchor {
  getBoundingClientRect(): DOMRect;
  /** What it is in, where it is no element itself: the surface follows when that changes its size. */
  readonly contextElement?: Element;
}

/** Pixels between anchor, surface and window. */
const GAP = 8;

/**
 * Keeps `surface`, whose position is fixed, beside `anchor`: below it where there is room, otherwise above, and always
 * within what of the window the on-screen keyboard leaves. Returns how to stop.
 *
 * @param options.above - above it where there is room, otherwise below
 */
export function placeBeside(
  anchor: Anchor,
  surface: HTMLElement,
  placement: Placement,
  { above = false, gap = GAP } = {},
): () => void {
  let frame = 0;
  const place = (): void => {
    frame = 0;
    show(surface, anchor.getBoundingClientRect(), placement, above, gap);
  };
  // Not at once: placing may change the size of what is observed.
  const soon = (): void => void (frame ||= requestAnimationFrame(place));
  const sizes = new ResizeObserver(soon);
  sizes.observe(surface);
  const context = anchor instanceof Element ? anchor : anchor.contextElement;
  if (context) sizes.observe(context);
  const listening = new AbortController();
  const options = { capture: true, passive: true, signal: listening.signal };
  for (const type of ['scroll', 'resize']) {
    addEventListener(type, soon, options);
    visualViewport?.addEventListener(type, soon, options);
  }
  place();
  return () => {
    listening.abort();
    sizes.disconnect();
    cancelAnimationFrame(frame);
  };
}

function show(
  surface: HTMLElement,
  anchor: DOMRect,
  placement: Placement,
  above: boolean,
  gap: number,
): void {
  const seen = seenWindow();
  const rooms = { above: anchor.top - gap - seen.top, below: seen.bottom - anchor.bottom - gap };
  const height = surface.offsetHeight;
  const [first, second] = above ? (['above', 'below'] as const) : (['below', 'above'] as const);
  const side = rooms[first] < height && rooms[second] > rooms[first] ? second : first;
  const room = Math.max(rooms[side], 0);
  surface.style.setProperty('--room', `${room}px`);
  const { offsetHeight, offsetWidth } = surface;
  const isRtl = getComputedStyle(surface).direction === 'rtl';
  const left = (placement === 'start') === isRtl ? anchor.right - offsetWidth : anchor.left;
  const beside = side === 'above' ? anchor.top - gap - offsetHeight : anchor.bottom + gap;
  // Rather over what it belongs to than out of the window, but away with it when it is scrolled away.
  const isSeen = anchor.bottom > seen.top && anchor.top < seen.bottom;
  const top = isSeen ? within(beside, seen.top, seen.bottom - offsetHeight) : beside;
  surface.style.left = `${within(left, seen.left, seen.right - offsetWidth)}px`;
  surface.style.top = `${top}px`;
}

/** What of the window can be seen, and a little less. */
function seenWindow() {
  const { offsetLeft = 0, offsetTop = 0, width, height } = visualViewport ?? {};
  return {
    left: offsetLeft + GAP,
    top: offsetTop + GAP,
    right: offsetLeft + (width ?? innerWidth) - GAP,
    bottom: offsetTop + (height ?? innerHeight) - GAP,
  };
}

/** The start wins where there is not room for both. */
function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
