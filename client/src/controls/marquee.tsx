import { useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import { scrollSpeedAt } from './block-drag.ts';

interface MarqueeProps {
  readonly binding: BlockBinding;
  readonly selection: BlockSelection;
}

/** Both corners, in pixels of the page, which may scroll meanwhile. */
interface Corners {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** Pixels that a pointer may slip without selecting anything. */
const SLIP = 4;

/** A rectangle that is drawn from beside the page with a mouse selects the blocks it touches. */
export function Marquee({ binding, selection }: MarqueeProps) {
  const [corners, setCorners] = useState<Corners>();

  useEffect(() => {
    const { editor } = binding;
    let drawn: Corners | undefined;
    let at = { x: 0, y: 0 };
    let frame = 0;

    const draw = (): void => {
      if (!drawn) return;
      drawn = { ...drawn, toX: at.x + scrollX, toY: at.y + scrollY };
      const isFar = Math.hypot(drawn.toX - drawn.fromX, drawn.toY - drawn.fromY) > SLIP;
      if (!isFar) return;
      setCorners(drawn);
      selectBetween(binding, selection, drawn);
    };
    const scroll = (): void => {
      const by = scrollSpeedAt(at.y);
      if (by !== 0) {
        scrollBy(0, by);
        draw();
      }
      frame = requestAnimationFrame(scroll);
    };
    const press = (event: MouseEvent): void => {
      const root = editor.getRootElement();
      if (!root || event.button !== 0 || !isBeside(root, event)) return;
      // The browser would select text from where the press was.
      event.preventDefault();
      at = { x: event.clientX, y: event.clientY };
      const [x, y] = [at.x + scrollX, at.y + scrollY];
      drawn = { fromX: x, fromY: y, toX: x, toY: y };
      frame = requestAnimationFrame(scroll);
      editor.focus();
    };
    const move = (event: MouseEvent): void => {
      if (!drawn) return;
      // It was let go outside of the window.
      if (event.buttons === 0) return end();
      at = { x: event.clientX, y: event.clientY };
      draw();
    };
    const end = (): void => {
      drawn = undefined;
      cancelAnimationFrame(frame);
      setCorners(undefined);
    };
    addEventListener('mousedown', press);
    addEventListener('mousemove', move);
    addEventListener('mouseup', end);
    return () => {
      end();
      removeEventListener('mousedown', press);
      removeEventListener('mousemove', move);
      removeEventListener('mouseup', end);
    };
  }, [binding, selection]);

  if (!corners) return null;
  const { fromX, fromY, toX, toY } = corners;
  return (
    <div
      className="marquee"
      aria-hidden="true"
      style={{
        left: `${Math.min(fromX, toX) - scrollX}px`,
        top: `${Math.min(fromY, toY) - scrollY}px`,
        inlineSize: `${Math.abs(toX - fromX)}px`,
        blockSize: `${Math.abs(toY - fromY)}px`,
      }}
    />
  );
}

/** What is pressed for its own sake. */
const PRESSED = 'button, a, input, textarea, [popover]';

/** Whether a press is in the margins of the page that `root` is on: nowhere that somebody could write or press a button. */
function isBeside(root: HTMLElement, { target, clientX }: MouseEvent): boolean {
  if (!(target instanceof Element)) return false;
  const { left, right } = root.getBoundingClientRect();
  const isAround = target.contains(root) || root.closest('main')?.contains(target) === true;
  return (clientX < left || clientX > right) && isAround && !target.closest(PRESSED);
}

function selectBetween(
  { editor }: BlockBinding,
  selection: BlockSelection,
  { fromX, fromY, toX, toY }: Corners,
): void {
  const root = editor.getRootElement();
  if (!root) return;
  const area = root.getBoundingClientRect();
  const [left, right] = [Math.min(fromX, toX) - scrollX, Math.max(fromX, toX) - scrollX];
  const [top, bottom] = [Math.min(fromY, toY) - scrollY, Math.max(fromY, toY) - scrollY];
  const touched =
    right < area.left || left > area.right
      ? []
      : [...root.children].filter((child) => {
          const rect = child.getBoundingClientRect();
          return rect.bottom > top && rect.top < bottom;
        });
  const ids = touched.flatMap((child) =>
    child instanceof HTMLElement ? (child.dataset['block'] ?? []) : [],
  );
  const [first, last] = fromY < toY ? [ids[0], ids.at(-1)] : [ids.at(-1), ids[0]];
  if (first === undefined || last === undefined) return;
  editor.update(() => selection.$select(first, last));
}
