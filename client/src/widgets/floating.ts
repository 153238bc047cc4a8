import {
  autoUpdate,
  computePosition,
  flip,
  offset,
  type ReferenceElement,
  shift,
  size,
} from '@floating-ui/dom';

/** Where a surface stands. */
interface Standing {
  /** Which edges of the anchor and the surface line up: those where a line of text begins, or ends. */
  readonly edge: 'start' | 'end';
  /** Above the anchor where there is room, otherwise below; or the other way round. */
  readonly above: boolean;
  /** Pixels to the anchor, and to the edges of the window. */
  readonly gap: number;
  readonly padding: number;
}

/** Keeps a surface beside its anchor, by the library that knows how. Returns how to stop. */
export function keepBeside(
  anchor: ReferenceElement,
  surface: HTMLElement,
  { edge, above, gap, padding }: Standing,
): () => void {
  const place = (): void => {
    void computePosition(anchor, surface, {
      strategy: 'fixed',
      placement: `${above ? 'top' : 'bottom'}-${edge}`,
      middleware: [
        offset(gap),
        flip({ padding }),
        shift({ padding }),
        size({
          padding,
          apply({ availableHeight }) {
            surface.style.setProperty('--room', `${Math.max(availableHeight, 0)}px`);
          },
        }),
      ],
    }).then(({ x, y }) => {
      const [left, top] = [`${x}px`, `${y}px`];
      Object.assign(surface.style, { left, top, opacity: '', pointerEvents: '' });
    });
  };
  return autoUpdate(anchor, surface, place);
}
