import { typeOf } from '@weft/shared/model/block';
import { type BlockId, cellParts, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { subtree } from '@weft/shared/model/operations/place';
import type { BlockBinding } from '../editor/binding/binding.ts';
import type { OutlineItem } from '../editor/binding/outline.ts';
import { type DropTarget, mayDrop } from '../editor/commands/drop.ts';

/** Where blocks would be let go, and the line that shows it, in pixels of the window. */
export interface DropPlace {
  readonly target: DropTarget;
  readonly line: {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  };
}

/** Where a pointer is, and where it took hold of what it drags, in pixels of the window. */
export interface DragPoint {
  readonly x: number;
  readonly y: number;
  readonly fromX: number;
}

/** How far from a block's edge its side is, and how far beyond the handle at its beginning, in pixels. */
const SIDE = 24;
const BEYOND_HANDLE = 56;
const THICKNESS = 3;

/** Where blocks that are dragged to a point of the window would be let go; `undefined` if nowhere. */
export function dropPlace(
  binding: BlockBinding,
  root: HTMLElement,
  { x, y, fromX }: DragPoint,
  moving: readonly BlockId[],
): DropPlace | undefined {
  const element = blockAt(root, x, y);
  if (!element) return undefined;
  const { page } = binding;
  const id = element.dataset['block'] ?? '';
  const isSurface = element.dataset['layout'] === 'cell' || element.dataset['layout'] === 'column';
  const surface: ContainerId = isSurface ? id : binding.surfaceOf(id);
  const area =
    surfaceElement(root, surface)?.getBoundingClientRect() ?? root.getBoundingClientRect();
  const rect = element.getBoundingClientRect();
  const isRtl = getComputedStyle(element).direction === 'rtl';
  const inset = isRtl ? area.right - x : x - area.left;
  const side = isSurface ? undefined : sideOf(inset, area.width, surface, page.parent(id));
  if (side) {
    const atRight = (side === 'end') !== isRtl;
    // Columns stand as the page is written, whatever the words in them are.
    const isPageRtl = getComputedStyle(root).direction === 'rtl';
    const shown = atRight === isPageRtl ? 'start' : 'end';
    const target: DropTarget = { kind: 'beside', block: id, side: shown };
    if (!mayDrop(binding, moving, target)) return undefined;
    const lineX = atRight ? area.right + THICKNESS : area.left - 2 * THICKNESS;
    return { target, line: { x: lineX, y: rect.top, width: THICKNESS, height: rect.height } };
  }
  const carried = new Set(moving.flatMap((block) => subtree(page, block)));
  const items = binding.outline(surface);
  const at = items.findIndex(({ facts }) => facts.id === id);
  const isUpper = !isSurface && y < rect.top + rect.height / 2;
  const gap = isSurface ? items.length : at + (isUpper ? 0 : 1);
  const above = items.slice(0, gap).findLast(({ facts }) => !carried.has(facts.id));
  const below = items.slice(gap).find(({ facts }) => !carried.has(facts.id));
  const step = Number.parseFloat(getComputedStyle(root).getPropertyValue('--weft-step')) || 24;
  const levels = (isRtl ? fromX - x : x - fromX) / step;
  // On another surface there is no depth to keep: it is that of where the pointer is.
  const isAtHome = moving.length > 0 && binding.surfaceOf(moving[0] ?? '') === surface;
  const wanted = isAtHome ? wantedDepth(binding, moving, levels) : Math.floor(inset / step);
  const depth = depthFor(binding, above, below, wanted);
  const target = targetIn(binding, surface, above, depth);
  if (!mayDrop(binding, moving, target)) return undefined;
  const indent = depth * step;
  return {
    target,
    line: {
      x: isRtl ? area.left : area.left + indent,
      y:
        (isUpper ? rect.top : isSurface ? bottomOf(binding, items, rect) : rect.bottom) -
        THICKNESS / 2,
      width: area.width - indent,
      height: THICKNESS,
    },
  };
}

/** The block, or the empty part of a surface, at a height of the page. */
export function blockAt(root: HTMLElement, x: number, y: number): HTMLElement | undefined {
  const area = root.getBoundingClientRect();
  const inside = Math.min(Math.max(x, area.left + 2), area.right - 2);
  const found = document
    .elementsFromPoint(inside, y)
    .find((element) => root.contains(element) && element !== root);
  const block = found?.closest<HTMLElement>('[data-block]');
  if (block)
    return block.closest('tr')?.closest<HTMLElement>('[data-layout="table"]') && isPart(block)
      ? (block.closest<HTMLElement>('[data-layout="table"]') ?? undefined)
      : block;
  const children = [...root.children].filter((child) => child instanceof HTMLElement);
  const [first, last] = [children[0], children.at(-1)];
  if (last && y >= last.getBoundingClientRect().bottom) return last;
  return first && y < first.getBoundingClientRect().top ? first : undefined;
}

/** A row or the table itself stands for the table; a cell is a surface of its own. */
function isPart(block: HTMLElement): boolean {
  return block.dataset['layout'] === 'tableRow';
}

function surfaceElement(root: HTMLElement, surface: ContainerId): Element | null {
  return surface === PAGE ? root : root.querySelector(`[data-block="${CSS.escape(surface)}"]`);
}

function sideOf(
  inset: number,
  width: number,
  surface: ContainerId,
  container: ContainerId | undefined,
): 'start' | 'end' | undefined {
  // Columns are made of what stands on the page or in a column by itself.
  if (cellParts(surface) || container !== surface) return undefined;
  if (inset > width - SIDE) return 'end';
  return inset < -BEYOND_HANDLE ? 'start' : undefined;
}

/** As deep as the first of the dragged blocks was, and as many levels more as the pointer went aside. */
function wantedDepth(
  binding: BlockBinding,
  [first = '']: readonly BlockId[],
  levels: number,
): number {
  const items = binding.outline(binding.surfaceOf(first));
  const depth = items.find(({ facts }) => facts.id === first)?.facts.depth ?? 0;
  // A hand that goes straight up or down keeps the depth.
  return depth + Math.sign(levels) * Math.floor(Math.abs(levels));
}

/** As deep as is wanted, among the depths that can be between two entries. */
function depthFor(
  { page }: BlockBinding,
  above: OutlineItem | undefined,
  below: OutlineItem | undefined,
  wanted: number,
): number {
  const block = above && page.block(above.facts.id);
  const holds = block ? typeOf(block).holds : 'nothing';
  const isHolder = holds === 'blocks' || (holds === 'toggled' && above?.facts.fold !== '');
  const deepest = above ? above.facts.depth + (isHolder ? 1 : 0) : 0;
  const least = Math.min(below?.facts.depth ?? 0, deepest);
  return Math.min(Math.max(wanted, least), deepest);
}

function targetIn(
  { page }: BlockBinding,
  surface: ContainerId,
  above: OutlineItem | undefined,
  depth: number,
): DropTarget {
  if (!above) return { kind: 'in', container: surface, index: 0 };
  const { id, fold, depth: own } = above.facts;
  if (depth > own) {
    const index = fold === 'closed' ? page.children(id).length : 0;
    return { kind: 'in', container: id, index };
  }
  let beside = id;
  for (let up = own; up > depth; up -= 1) beside = page.parent(beside) ?? PAGE;
  const container = page.parent(beside) ?? PAGE;
  return { kind: 'in', container, index: page.children(container).indexOf(beside) + 1 };
}

function bottomOf(
  { editor, keys }: BlockBinding,
  items: readonly OutlineItem[],
  area: DOMRect,
): number {
  const last = items.at(-1);
  const element = last && editor.getElementByKey(keys.get(last.facts.id) ?? '');
  return element?.getBoundingClientRect().bottom ?? area.top;
}
