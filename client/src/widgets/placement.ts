import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  type ReferenceElement,
  shift,
  size,
} from '@floating-ui/dom';

/** Which edges of the anchor and the surface line up: those where a line of text begins, or ends. */
export type Placement = 'start' | 'end';

/** Pixels between anchor, surface and window. */
const GAP = 8;

/**
 * Keeps `surface`, whose position is fixed, beside `anchor`: below it where there is room, otherwise above, and always
 * within what of the window the on-screen keyboard leaves. Returns how to stop.
 *
 * @param options.above - above it where there is room, otherwise below
 */
export function placeBeside(
  anchor: ReferenceElement,
  surface: HTMLElement,
  placement: Placement,
  { above = false, gap = GAP } = {},
): () => void {
  const place = (): void => {
    void computePosition(anchor, surface, {
      strategy: 'fixed',
      placement: `${above ? 'top' : 'bottom'}-${placement}`,
      middleware: [
        offset(gap),
        flip({ padding: GAP }),
        shift({ padding: GAP }),
        size({
          padding: GAP,
          apply({ availableHeight }) {
            surface.style.setProperty('--room', `${Math.max(availableHeight, 0)}px`);
          },
        }),
      ],
    }).then(({ x, y }) => {
      Object.assign(surface.style, { left: `${x}px`, top: `${y}px` });
    });
  };
  return autoUpdate(anchor, surface, place);
}
