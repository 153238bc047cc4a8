import type { ReferenceElement } from '@floating-ui/dom';
import type { keepBeside } from './floating.ts';

/** Which edges of the anchor and the surface line up: those where a line of text begins, or ends. */
export type Placement = 'start' | 'end';

interface PlacementOptions {
  /** Above the anchor where there is room, otherwise below. */
  readonly above?: boolean;
  /** Pixels between them. */
  readonly gap?: number;
}

/** Pixels between anchor, surface and window. */
const GAP = 8;

let keep: typeof keepBeside | undefined;

/**
 * Keeps `surface`, whose position is fixed, beside `anchor`: below it where there is room, otherwise above, and always
 * within what of the window the on-screen keyboard leaves. Returns how to stop. What computes that is loaded with the
 * first surface that opens: nobody waits for it who begins to write.
 */
export function placeBeside(
  anchor: ReferenceElement,
  surface: HTMLElement,
  placement: Placement,
  { above = false, gap = GAP }: PlacementOptions = {},
): () => void {
  const standing = { edge: placement, above, gap, padding: GAP };
  if (keep) return keep(anchor, surface, standing);
  let stop: (() => void) | undefined;
  let isOver = false;
  // Not to be seen or pressed where it is not going to stay; it can have the focus already.
  Object.assign(surface.style, { opacity: '0', pointerEvents: 'none' });
  loadPlacement().then(
    () => {
      if (!isOver) stop = keep?.(anchor, surface, standing);
    },
    () => {
      // Without a network it stands below, as well as it can.
      const { left, bottom } = anchor.getBoundingClientRect();
      const top = `${bottom + GAP}px`;
      Object.assign(surface.style, { left: `${left}px`, top, opacity: '', pointerEvents: '' });
    },
  );
  return () => {
    isOver = true;
    stop?.();
  };
}

/** Loads what computes places, so that the first surface need not wait for it. */
export async function loadPlacement(): Promise<void> {
  ({ keepBeside: keep } = await import('./floating.ts'));
}
