import { type BlockId, cellOf, type ContainerId } from '../block-id.ts';
import { blockLength } from '../block.ts';
import type { BlockContent } from '../content.ts';
import type { Edit } from '../edit.ts';
import type { Page } from '../page.ts';
import { DEFAULT_TYPE, type Place } from '../registers.ts';
import type { Writer } from '../writer.ts';
import { contentsOf } from './copy.ts';
import { planNew, planRegisters } from './insert.ts';
import { planMove } from './move.ts';
import { placesBetween, subtree } from './place.ts';
import { planRemove } from './remove.ts';
import { planDeleteText } from './text.ts';

/** As many as one transaction takes when cells are filled, so that its update can be sent. */
const MAX_EDITS = 2000;

/** The rows or the columns of a table. */
export type Axis = 'row' | 'column';

/** What a new row or column begins with. */
export interface TablePartContent {
  readonly props?: BlockContent['props'];
  /** What is in its cells, by the index of the column or row that crosses it; a cell of nothing gets an empty block. */
  readonly cells?: readonly (readonly BlockContent[])[];
}

/** An empty table, to be inserted. */
export function emptyTable(rows: number, columns: number): BlockContent {
  const cells = Array.from({ length: columns }, () => []);
  return {
    type: 'table',
    table: {
      columns: Array.from({ length: columns }, () => ({})),
      rows: Array.from({ length: rows }, () => ({ cells })),
    },
  };
}

/**
 * Puts a new row or column into a table before the one at `index`, or at its end. Each of its cells gets an empty
 * block at once, so that two people who begin to write in a new cell write in the same one. Answers its id.
 */
export function insertTablePart(
  writer: Writer,
  table: BlockId,
  axis: Axis,
  index: number,
  { props, cells = [] }: TablePartContent = {},
): BlockId {
  const { page } = writer;
  const id = writer.mint();
  const parts = partsOf(page, table, axis);
  const [place] = placesBetween(writer, table, parts[index - 1], parts[index], 1);
  const edits: Edit[] = [];
  if (place) planRegisters(id, axis === 'row' ? 'tableRow' : 'tableColumn', place, props, edits);
  for (const [i, other] of partsOf(page, table, acrossOf(axis)).entries()) {
    const blocks = cells[i] ?? [];
    planCell(writer, crossing(axis, id, other), blocks, edits);
  }
  writer.commit(edits);
  return id;
}

/** Puts a copy of a row or column after it. Answers the copy's id. */
export function duplicateTablePart(
  writer: Writer,
  table: BlockId,
  axis: Axis,
  part: BlockId,
): BlockId | undefined {
  const { page } = writer;
  const index = partsOf(page, table, axis).indexOf(part);
  if (index < 0) return undefined;
  const props = page.block(part)?.props ?? {};
  const cells = cellsOf(page, table, axis, part).map((cell) =>
    contentsOf(page, page.children(cell)),
  );
  return insertTablePart(writer, table, axis, index + 1, { props, cells });
}

/**
 * Empties the cells of a row or column. A line of text in a cell stays, empty, so that two people who empty it leave
 * one, and what somebody writes in it meanwhile is in it.
 */
export function clearTablePart(writer: Writer, table: BlockId, axis: Axis, part: BlockId): void {
  const { page } = writer;
  const edits: Edit[] = [];
  for (const cell of cellsOf(page, table, axis, part)) {
    const blocks = page.children(cell);
    const kept = blocks.find((id) => page.block(id)?.type === DEFAULT_TYPE);
    for (const id of blocks.flatMap((block) => subtree(page, block))) {
      if (id !== kept) edits.push(...planRemove(writer, id));
    }
    const block = kept === undefined ? undefined : page.block(kept);
    if (block) edits.push(...planDeleteText(page, block.id, 0, blockLength(block)));
  }
  writer.commit(edits);
}

/** Puts blocks into cells in the place of what is in them, as one step for as many as one transaction can hold. */
export function fillCells(
  writer: Writer,
  cells: ReadonlyMap<ContainerId, readonly BlockContent[]>,
): void {
  const { page } = writer;
  let edits: Edit[] = [];
  for (const [cell, blocks] of cells) {
    const gone = page.children(cell).flatMap((block) => subtree(page, block));
    edits.push(...gone.flatMap((id) => planRemove(writer, id)));
    planCell(writer, cell, blocks, edits);
    if (edits.length < MAX_EDITS) continue;
    writer.commit(edits);
    edits = [];
  }
  writer.commit(edits);
}

/** Deletes a row or a column with what is in its cells; the last one of its kind takes the table along. */
export function removeTablePart(writer: Writer, table: BlockId, axis: Axis, part: BlockId): void {
  const { page } = writer;
  const parts = partsOf(page, table, axis);
  if (!parts.includes(part)) return;
  const gone =
    parts.length > 1 ? [part, ...contentsOfPart(page, table, axis, part)] : subtree(page, table);
  writer.commit([...new Set(gone)].flatMap((id) => planRemove(writer, id)));
}

/** Moves a row or a column to before the one that is at `index` now, or to the end. */
export function moveTablePart(
  writer: Writer,
  table: BlockId,
  axis: Axis,
  part: BlockId,
  index: number,
): void {
  const parts = partsOf(writer.page, table, axis);
  if (parts.includes(part)) writer.commit(planMove(writer, [part], table, index, parts));
}

/** The rows or the columns of a table, in order. */
export function partsOf(page: Page, table: BlockId, axis: Axis): readonly BlockId[] {
  return axis === 'row' ? page.children(table) : page.columns(table);
}

function acrossOf(axis: Axis): Axis {
  return axis === 'row' ? 'column' : 'row';
}

function crossing(axis: Axis, part: BlockId, other: BlockId): ContainerId {
  return axis === 'row' ? cellOf(part, other) : cellOf(other, part);
}

function cellsOf(page: Page, table: BlockId, axis: Axis, part: BlockId): ContainerId[] {
  return partsOf(page, table, acrossOf(axis)).map((other) => crossing(axis, part, other));
}

/** The edits that put blocks into an empty cell. */
function planCell(
  writer: Writer,
  cell: ContainerId,
  blocks: readonly BlockContent[],
  edits: Edit[],
): void {
  const contents = blocks.length > 0 ? blocks : [{ type: DEFAULT_TYPE }];
  let position: string | undefined;
  const places = contents.map((): Place => {
    position = writer.positions.between(position, undefined);
    return [cell, position];
  });
  edits.push(...planNew(writer, contents, places).edits);
}

function contentsOfPart(page: Page, table: BlockId, axis: Axis, part: BlockId): BlockId[] {
  return cellsOf(page, table, axis, part)
    .flatMap((cell) => page.children(cell))
    .flatMap((block) => subtree(page, block));
}
