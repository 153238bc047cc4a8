import type { BlockId } from '@weft/shared/model/block-id';
import { registerEventListener } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { isToggle } from '../editor/binding/folding.ts';
import { $drop } from '../editor/commands/drop.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import { type DropPlace, dropPlace } from './drop-place.ts';

/** Pixels that a pointer may slip without dragging anything. */
const SLIP = 4;
/** How near the edge of the window it scrolls, in pixels, and how many a frame at most. */
const EDGE = 64;
const FASTEST = 18;
/** How long a closed toggle is pointed at until it opens, in milliseconds. */
const SPRING = 600;

export interface BlockDragOptions {
  readonly binding: BlockBinding;
  readonly root: HTMLElement;
  readonly blocks: readonly BlockId[];
  /** The press that may become a drag. */
  readonly start: PointerEvent;
  /** Told where the blocks would be let go; `undefined` where they cannot be, and when it is over. */
  readonly onPlace: (place: DropPlace | undefined) => void;
  /** Told at the end, also of a press that moved nothing. */
  readonly onEnd: (dragged: boolean) => void;
}

/** Follows a pointer that drags blocks until it is let go, or Escape is pressed. Alt lets copies go. */
export function followDrag({
  binding,
  root,
  blocks,
  start,
  onPlace,
  onEnd,
}: BlockDragOptions): void {
  const { editor, folding } = binding;
  let place: DropPlace | undefined;
  let dragged = false;
  let at = { x: start.clientX, y: start.clientY };
  let frame = 0;
  let spring: { readonly block: BlockId; readonly timer: number } | undefined;

  const look = (): void => {
    place = dropPlace(binding, root, { ...at, fromX: start.clientX }, blocks);
    onPlace(place);
    springOpen();
  };
  const springOpen = (): void => {
    const target = place?.target;
    const holder = target?.kind === 'in' ? binding.page.block(target.container) : undefined;
    const closed = holder && isToggle(holder) && !folding.isOpen(holder.id) ? holder.id : undefined;
    if (spring?.block === closed) return;
    clearTimeout(spring?.timer);
    spring = undefined;
    if (closed === undefined) return;
    const open = (): void => {
      folding.set(closed, true);
      look();
    };
    spring = { block: closed, timer: window.setTimeout(open, SPRING) };
  };
  const scroll = (): void => {
    const by = scrollSpeedAt(at.y);
    if (by !== 0) {
      scrollBy(0, by);
      look();
    }
    frame = requestAnimationFrame(scroll);
  };
  const end = (): void => {
    for (const stop of stops) stop();
    cancelAnimationFrame(frame);
    clearTimeout(spring?.timer);
    document.documentElement.removeAttribute('data-dragging');
    onPlace(undefined);
    onEnd(dragged);
  };
  const stops = [
    registerEventListener(window, 'pointermove', (event) => {
      if (event.pointerId !== start.pointerId) return;
      at = { x: event.clientX, y: event.clientY };
      const far = Math.hypot(at.x - start.clientX, at.y - start.clientY) > SLIP;
      if (!dragged && far) {
        dragged = true;
        document.documentElement.setAttribute('data-dragging', '');
        frame = requestAnimationFrame(scroll);
      }
      if (dragged) look();
    }),
    registerEventListener(window, 'pointerup', (event) => {
      if (event.pointerId !== start.pointerId) return;
      const target = dragged ? place?.target : undefined;
      const { altKey } = event;
      end();
      if (target) editor.update(() => $drop(binding, blocks, target, altKey));
      if (dragged) focusPage(editor);
    }),
    registerEventListener(window, 'pointercancel', end),
    registerEventListener(
      window,
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !dragged) return;
        event.preventDefault();
        event.stopPropagation();
        end();
      },
      { capture: true },
    ),
  ];
}

/** How far to scroll in a frame for a pointer at a height of the window. */
export function scrollSpeedAt(y: number): number {
  const near = Math.min(y, innerHeight - y);
  if (near >= EDGE) return 0;
  const speed = Math.ceil((1 - Math.max(near, 0) / EDGE) * FASTEST);
  return y < innerHeight / 2 ? -speed : speed;
}
