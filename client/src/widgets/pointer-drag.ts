/** Pixels that a pointer may slip without dragging anything. */
const SLIP = 4;

export interface PointerDragOptions {
  /** The press that may become a drag. */
  readonly start: PointerEvent;
  /** Told where the pointer is once it drags, and again in every frame if `everyFrame` is set. */
  readonly onMove: (at: { readonly x: number; readonly y: number }) => void;
  /** Told at the end: `drop` after a drag, `press` after one that did not move, `cancel` after Escape. */
  readonly onEnd: (how: 'drop' | 'press' | 'cancel') => void;
  /** For what scrolls while the pointer rests at an edge. */
  readonly everyFrame?: boolean;
  /** The shape of the pointer meanwhile. */
  readonly cursor: 'grabbing' | 'col-resize' | 'row-resize';
}

/** Follows a pointer that is pressed until it is let go, or Escape is pressed. */
export function followPointer(options: PointerDragOptions): void {
  const { start, onMove, onEnd, everyFrame = false, cursor } = options;
  let at = { x: start.clientX, y: start.clientY };
  let dragged = false;
  let frame = 0;
  const root = document.documentElement;
  const again = (): void => {
    onMove(at);
    frame = requestAnimationFrame(again);
  };
  const listeners = new AbortController();
  const { signal } = listeners;
  const end = (how: 'drop' | 'press' | 'cancel'): void => {
    listeners.abort();
    cancelAnimationFrame(frame);
    delete root.dataset['dragging'];
    root.style.removeProperty('--dragging');
    onEnd(how);
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== start.pointerId) return;
    at = { x: event.clientX, y: event.clientY };
    if (!dragged && Math.hypot(at.x - start.clientX, at.y - start.clientY) > SLIP) {
      dragged = true;
      root.dataset['dragging'] = '';
      root.style.setProperty('--dragging', cursor);
      if (everyFrame) frame = requestAnimationFrame(again);
    }
    if (dragged) onMove(at);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !dragged) return;
    event.preventDefault();
    event.stopPropagation();
    end('cancel');
  };
  addEventListener('pointermove', move, { signal });
  addEventListener(
    'pointerup',
    ({ pointerId }) => pointerId === start.pointerId && end(dragged ? 'drop' : 'press'),
    { signal },
  );
  addEventListener('pointercancel', () => end('cancel'), { signal });
  addEventListener('keydown', press, { signal, capture: true });
}
