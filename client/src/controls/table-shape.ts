import { type BlockId, cellParts } from '@weft/shared/model/block-id';
import type { Axis } from '@weft/shared/model/operations/table';

/** A stretch of the window, in pixels. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where a cell of a table is in the window, and what of its table can be seen. */
export interface TableSpot {
  readonly frame: HTMLElement;
  readonly table: BlockId;
  readonly row: BlockId;
  readonly column: BlockId;
  readonly rows: Stretch;
  readonly columns: Stretch;
  readonly seen: DOMRect;
  /** All of the table, what is scrolled away too. */
  readonly whole: DOMRect;
  readonly isRtl: boolean;
}

/** How far beside a table a pointer still means it, in pixels: as far as its controls reach. */
const REACH = 26;

/** The table that a point of the window is in or near, if it is near one of `root` at all. */
export function frameAt(
  root: HTMLElement,
  x: number,
  y: number,
  current: HTMLElement | undefined,
): HTMLElement | undefined {
  const found = document
    .elementsFromPoint(x, y)
    .find((element) => element instanceof HTMLElement && root.contains(element));
  const inside = found?.closest<HTMLElement>('[data-layout="table"]');
  if (inside && root.contains(inside)) return inside;
  if (!current?.isConnected) return undefined;
  const { left, right, top, bottom } = current.getBoundingClientRect();
  const isNear = x > left - REACH && x < right + REACH && y > top - REACH && y < bottom + REACH;
  return isNear ? current : undefined;
}

/** The cell of a table that is nearest to a point of the window. */
export function spotAt(frame: HTMLElement, x: number, y: number): TableSpot | undefined {
  const { left, right, top, bottom } = frame.getBoundingClientRect();
  const [nearX, nearY] = [clamp(x, left + 2, right - 2), clamp(y, top + 2, bottom - 2)];
  for (const element of document.elementsFromPoint(nearX, nearY)) {
    const cell = element.closest<HTMLElement>('td');
    if (cell && cell.closest('[data-layout="table"]') === frame) return spotOf(frame, cell);
  }
  return undefined;
}

/** Where a cell is. */
export function spotOf(frame: HTMLElement, cell: HTMLElement): TableSpot | undefined {
  const [row, column] = cellParts(cell.dataset['block'] ?? '') ?? [];
  const table = frame.dataset['block'];
  if (row === undefined || column === undefined || table === undefined) return undefined;
  const area = cell.getBoundingClientRect();
  return {
    frame,
    table,
    row,
    column,
    rows: { from: area.top, to: area.bottom },
    columns: { from: area.left, to: area.right },
    seen: frame.getBoundingClientRect(),
    whole: (frame.firstElementChild ?? frame).getBoundingClientRect(),
    isRtl: getComputedStyle(frame).direction === 'rtl',
  };
}

/** The rows or columns of a table on the screen, in their order. */
export function stretchesOf(frame: HTMLElement, axis: Axis): Stretch[] {
  const rows = [...frame.querySelectorAll<HTMLElement>(':scope > table > tr')];
  const parts = axis === 'row' ? rows : [...(rows[0]?.children ?? [])];
  return parts.map((part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return axis === 'row' ? { from: top, to: bottom } : { from: left, to: right };
  });
}

/** Before which of them a point would be put, and where the line that shows it is. */
export function gapAt(
  stretches: readonly Stretch[],
  point: number,
  isTurned: boolean,
): { readonly index: number; readonly line: number } {
  let index = 0;
  for (const { from, to } of stretches) {
    const middle = (from + to) / 2;
    if (isTurned ? point < middle : point > middle) index += 1;
  }
  const before = stretches[index - 1];
  const after = stretches[index];
  const line = isTurned ? (before?.from ?? after?.to ?? 0) : (before?.to ?? after?.from ?? 0);
  return { index, line };
}

export function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
