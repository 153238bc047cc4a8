import { mergeRegister } from 'lexical';
import type { Awareness } from 'y-protocols/awareness';
import type { BlockBinding } from '../binding/binding.ts';
import { CaretMark } from './caret-mark.ts';
import { type CaretUser, registerOwnCaret } from './own-caret.ts';
import { $place, isNearView, rectOf } from './place.ts';
import { readTeammates } from './teammate.ts';

export type { CaretUser } from './own-caret.ts';

export interface CaretsOptions {
  readonly binding: BlockBinding;
  readonly awareness: Awareness;
  /** Where carets are drawn; `null` draws none. */
  readonly container: HTMLElement | null;
  readonly user: CaretUser;
}

/** Shows where teammates are and tells them where this person is. Returns the way to end both. */
export function registerCarets({ binding, awareness, container, user }: CaretsOptions): () => void {
  return mergeRegister(
    registerOwnCaret(binding, awareness, user),
    container ? registerDrawing(binding, awareness, container) : () => undefined,
  );
}

/** Carets on a page from which on only those are drawn that are in sight, or would be after turning a page. */
const CROWD = 40;

/**
 * Draws carets once for each frame in which anything changed, however many changes there were; all of the layout is read
 * before any of it is written. A caret whose text has not arrived stays in presence, and is found as soon as it has.
 */
function registerDrawing(
  binding: BlockBinding,
  awareness: Awareness,
  container: HTMLElement,
): () => void {
  const { editor } = binding;
  const marks = new Map<number, CaretMark>();
  let frame: number | undefined;
  let isCrowd = false;

  function draw(): void {
    frame = undefined;
    const teammates = readTeammates(awareness.getStates(), awareness.clientID);
    if (teammates.length === 0 && marks.size === 0) return;
    const origin = (container.offsetParent ?? container).getBoundingClientRect();
    const placed = editor.read(() =>
      teammates.flatMap((teammate) => $place(binding, teammate) ?? []),
    );
    // Of a crowd, those who are in sight or near it: drawing all of them would make every key wait.
    isCrowd = placed.length > CROWD;
    const near = isCrowd ? placed.filter(({ focus }) => isNearView(focus)) : placed;
    const drawn = near.map(({ teammate, focus, selected }) => {
      const { x, y, height } = rectOf(focus);
      const isFar = x - origin.x > origin.width / 2;
      const box = { x: x - origin.x, y: y - origin.y, height, isFar };
      return { teammate, selected, box };
    });
    const gone = new Set(marks.keys());
    for (const { teammate, selected, box } of drawn) {
      let mark = marks.get(teammate.client);
      if (!mark) {
        marks.set(teammate.client, (mark = new CaretMark()));
        container.append(mark.element);
      }
      mark.show(teammate, box, selected);
      gone.delete(teammate.client);
    }
    for (const client of gone) {
      marks.get(client)?.remove();
      marks.delete(client);
    }
  }
  const drawSoon = (): void => {
    frame ??= requestAnimationFrame(draw);
  };

  const scrolled = (): void => {
    if (isCrowd) drawSoon();
  };

  awareness.on('change', drawSoon);
  // Whatever it is that scrolls: the page, or a box in it.
  window.addEventListener('scroll', scrolled, { capture: true, passive: true });
  drawSoon();
  return mergeRegister(
    () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      awareness.off('change', drawSoon);
      window.removeEventListener('scroll', scrolled, { capture: true });
      for (const mark of marks.values()) mark.remove();
      marks.clear();
    },
    editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      if (marks.size > 0 && dirtyElements.size + dirtyLeaves.size > 0) drawSoon();
    }),
    // What arrives may be the text that a caret waits for.
    binding.page.observe(drawSoon),
    // Carets are placed in pixels, so they follow when lines wrap anew.
    editor.registerRootListener((root) => {
      if (!root) return undefined;
      const resizes = new ResizeObserver(drawSoon);
      resizes.observe(root);
      return () => resizes.disconnect();
    }),
  );
}
