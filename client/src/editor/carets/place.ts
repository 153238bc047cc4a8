import type { Point } from '@weft/shared/model/operations/range';
import { resolveCaret } from '@weft/shared/model/caret';
import type { BlockBinding } from '../binding/binding.ts';
import { $nodeAt } from '../binding/points.ts';
import type { Teammate } from './teammate.ts';

/** A place in the DOM as a `Range` takes it. */
export interface Place {
  readonly node: Node;
  readonly offset: number;
}

/** Where a teammate is in the DOM. */
export interface Placed {
  readonly teammate: Teammate;
  readonly focus: Place;
  /** What they have selected; `undefined` for a caret alone. */
  readonly selected: Range | undefined;
}

/**
 * Finds a teammate's caret and selection. `undefined` as long as the letters they are at have not arrived, or are not
 * shown. To be called inside a read of the editor.
 */
export function $place(binding: BlockBinding, teammate: Teammate): Placed | undefined {
  const { page } = binding;
  const [from, to] = [resolveCaret(page, teammate.anchor), resolveCaret(page, teammate.focus)];
  const focus = to && $placeOf(binding, to);
  if (!focus) return undefined;
  const anchor =
    from && (from.block !== to.block || from.offset !== to.offset) && $placeOf(binding, from);
  return { teammate, focus, selected: anchor ? between(anchor, focus) : undefined };
}

/** Where a point of a line is in the DOM. To be called inside a read of the editor. */
export function $placeOf(binding: BlockBinding, { block, offset }: Point): Place | undefined {
  const line = binding.$lineOf(block);
  if (!line) return undefined;
  const at = $nodeAt(line, offset);
  const element = binding.editor.getElementByKey(at.key);
  if (!element) return undefined;
  if (at.type === 'element')
    return { node: element, offset: Math.min(at.offset, element.childNodes.length) };
  let node: Node = element;
  while (node.firstChild) node = node.firstChild;
  const length = node.nodeValue?.length ?? 0;
  return { node, offset: Math.min(at.offset, length) };
}

function between(anchor: Place, focus: Place): Range {
  const range = document.createRange();
  range.setStart(anchor.node, anchor.offset);
  range.setEnd(anchor.node, anchor.offset);
  // An end that is set before the start takes the start along.
  const isBackward = range.comparePoint(focus.node, focus.offset) < 0;
  if (isBackward) range.setStart(focus.node, focus.offset);
  else range.setEnd(focus.node, focus.offset);
  return range;
}

/** Whether the line of a place is in the window, or at most its height above or below it. Reads the layout. */
export function isNearView({ node }: Place): boolean {
  const element = node instanceof Element ? node : node.parentElement;
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -innerHeight && top < 2 * innerHeight;
}

/** Where a caret at `place` stands in the window, in pixels. Reads the layout. */
export function rectOf({ node, offset }: Place): DOMRect {
  const range = document.createRange();
  range.setStart(node, offset);
  range.collapse(true);
  // Of two, at a soft wrap, the later one is where the letter before the caret ends up typing on.
  const rect = [...range.getClientRects()].at(-1);
  if (rect && rect.height > 0) return rect;
  // There is no text here: beside what there is, or where the first letter will be.
  const [next, previous] = [node.childNodes[offset], node.childNodes[offset - 1]];
  if (next instanceof Element) return next.getBoundingClientRect();
  if (previous instanceof Element) {
    const { right, top, height } = previous.getBoundingClientRect();
    return new DOMRect(right, top, 0, height);
  }
  return (
    node instanceof Element ? node : (node.parentElement ?? document.body)
  ).getBoundingClientRect();
}
