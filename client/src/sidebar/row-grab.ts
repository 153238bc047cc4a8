import { followPointer } from '../widgets/pointer-drag.ts';

/** Shorter than what a browser takes for a press that asks for a menu, in milliseconds. */
const LONG_MS = 400;
/** Pixels that a finger may slip meanwhile. */
const SLIP = 10;

export interface RowGrab {
  /** What is dragged when an element is grabbed; `undefined` for what is not. */
  readonly itemAt: (target: Element) => string | undefined;
  readonly onMove: (item: string, at: { readonly x: number; readonly y: number }) => void;
  readonly onEnd: (item: string, how: 'drop' | 'cancel') => void;
}

/**
 * Lets rows be dragged: by a mouse at once, by a finger that stays on one for a moment, so that it can scroll the list too.
 * Returns how to stop.
 */
export function registerRowGrab(list: HTMLElement, { itemAt, onMove, onEnd }: RowGrab): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  let waiting: { readonly start: PointerEvent; readonly timer: number } | undefined;
  /** A finger holds a row: the browser must not scroll. */
  let isHeld = false;
  /** What was dropped must not open as if it were pressed. */
  let wasDragged = false;

  function give(): void {
    clearTimeout(waiting?.timer);
    waiting = undefined;
  }

  function drag(start: PointerEvent, item: string): void {
    followPointer({
      start,
      cursor: 'grabbing',
      everyFrame: true,
      onMove(at) {
        wasDragged = true;
        onMove(item, at);
      },
      onEnd(how) {
        isHeld = false;
        // The click comes after this, in the same turn of the browser, or never.
        setTimeout(() => (wasDragged = false));
        onEnd(item, how === 'drop' ? 'drop' : 'cancel');
      },
    });
  }

  function press(start: PointerEvent): void {
    give();
    const item = start.target instanceof Element ? itemAt(start.target) : undefined;
    if (item === undefined || start.button !== 0) return;
    if (start.pointerType !== 'touch') return drag(start, item);
    const hold = (): void => {
      waiting = undefined;
      isHeld = true;
      navigator.vibrate?.(10);
      drag(start, item);
    };
    waiting = { start, timer: window.setTimeout(hold, LONG_MS) };
  }

  function slip({ clientX, clientY }: PointerEvent): void {
    const { start } = waiting ?? {};
    if (start && Math.hypot(clientX - start.clientX, clientY - start.clientY) > SLIP) give();
  }

  list.addEventListener('pointerdown', press, { signal });
  list.addEventListener('pointermove', slip, { signal });
  list.addEventListener('pointerup', give, { signal });
  list.addEventListener('pointercancel', give, { signal });
  list.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
  list.addEventListener('contextmenu', (event) => isHeld && event.preventDefault(), { signal });
  list.addEventListener('touchmove', (event) => isHeld && event.preventDefault(), {
    signal,
    passive: false,
  });
  const swallow = (event: Event): void => {
    if (!wasDragged) return;
    event.preventDefault();
    event.stopPropagation();
  };
  list.addEventListener('click', swallow, { signal, capture: true });
  return () => {
    give();
    listeners.abort();
  };
}
