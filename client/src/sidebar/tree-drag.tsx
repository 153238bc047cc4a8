import { useEffect, useRef, useState } from 'react';
import type { CSSProperties, RefObject } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { toggle, type Workspace } from '../pages/workspace.ts';
import type { PageForest } from '../tree/page-forest.ts';
import type { TreeLine } from '../tree/tree-rows.ts';
import { movePage } from './row-acts.ts';
import { registerRowGrab } from './row-grab.ts';
import { dropAt, type TreeDrop } from './tree-drop.ts';

/** A closed page that something is held over for so long opens, milliseconds. */
const SPRING_MS = 700;
/** So near to an end of the list it scrolls, pixels, and so far in each frame. */
const SCROLL_EDGE = 36;
const SCROLL_STEP = 8;

interface TreeDragOptions {
  readonly workspace: Workspace;
  readonly forest: PageForest;
  readonly lines: readonly TreeLine[];
  readonly height: number;
  readonly list: RefObject<HTMLElement | null>;
  readonly scroller: RefObject<HTMLElement | null>;
}

/** Lets rows be dragged to another place; says what is dragged, and where it would land. */
export function useTreeDrag(options: TreeDragOptions): {
  readonly drop: TreeDrop | undefined;
  readonly dragged: DocId | undefined;
} {
  const [drop, setDrop] = useState<TreeDrop>();
  const [dragged, setDragged] = useState<DocId>();
  const latest = useRef(options);
  latest.current = options;

  useEffect(() => {
    const list = options.list.current;
    if (!list) return undefined;
    let landing: TreeDrop | undefined;
    let over: { readonly page: string; readonly since: number } | undefined;

    const move = (page: DocId, { x, y }: { readonly x: number; readonly y: number }): void => {
      const { forest, lines, height, scroller, workspace } = latest.current;
      scrollNear(scroller.current, y);
      const box = list.getBoundingClientRect();
      const isOver = x > box.left - height && x < box.right + height;
      landing = isOver
        ? dropAt(forest, lines, page, {
            lines: (y - box.top) / height,
            level: levelAt(list, x),
          })
        : undefined;
      const held = landing?.mark.kind === 'in' ? landing.mark.page : undefined;
      if (held === undefined) over = undefined;
      else if (over?.page !== held) over = { page: held, since: performance.now() };
      else if (performance.now() - over.since > SPRING_MS) {
        over = { page: held, since: Infinity };
        toggle(workspace.open, held, true);
      }
      setDragged(page);
      setDrop((before) => (sameMark(before, landing) ? before : landing));
    };

    return registerRowGrab(list, {
      itemAt: (target) =>
        target.closest('.tree-tools, .tree-field, .tree-twist, .popover')
          ? undefined
          : target.closest<HTMLElement>('.tree-row')?.dataset['page'],
      onMove: (page, at) => move(page as DocId, at),
      onEnd(id, how) {
        const { forest, workspace } = latest.current;
        const page = forest.get(id as DocId);
        if (how === 'drop' && landing && page) void movePage(workspace, page, landing.place);
        landing = undefined;
        over = undefined;
        setDrop(undefined);
        setDragged(undefined);
      },
    });
  }, [options.list]);
  return { drop, dragged };
}

/** Levels are as wide as the style sheet says. */
function levelAt(list: HTMLElement, x: number): number {
  const { left, right } = list.getBoundingClientRect();
  const style = getComputedStyle(list);
  const indent = Number.parseFloat(style.getPropertyValue('--indent')) || 1;
  const step = indent * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const inwards = style.direction === 'rtl' ? right - x : x - left;
  // A page is held by its name, which comes after a sign that is as wide as a level or two.
  return Math.max(1, Math.floor(inwards / step - 0.5));
}

function scrollNear(scroller: HTMLElement | null, y: number): void {
  if (!scroller) return;
  const { top, bottom } = scroller.getBoundingClientRect();
  if (y < top + SCROLL_EDGE) scroller.scrollBy(0, -SCROLL_STEP);
  else if (y > bottom - SCROLL_EDGE) scroller.scrollBy(0, SCROLL_STEP);
}

function sameMark(a: TreeDrop | undefined, b: TreeDrop | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

interface DropMarkProps {
  readonly drop: TreeDrop | undefined;
  readonly height: number;
}

/** The line between lines where a page would land. */
export function DropMark({ drop, height }: DropMarkProps) {
  if (drop?.mark.kind !== 'gap') return null;
  const { index, level } = drop.mark;
  return (
    <div
      className="tree-gap"
      aria-hidden="true"
      style={
        { transform: `translateY(${index * height}px)`, '--level': level - 1 } as CSSProperties
      }
    />
  );
}
