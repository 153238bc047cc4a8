import { type BlockId, cellOf } from '../block-id.ts';
import type { BlockContent } from '../content.ts';
import type { Edit } from '../edit.ts';
import type { Page } from '../page.ts';
import { DEFAULT_TYPE } from '../registers.ts';
import type { Writer } from '../writer.ts';
import { planNew, planRegisters } from './insert.ts';
import { planMove } from './move.ts';
import { placesBetween, subtree } from './place.ts';
import { planRemove } from './remove.ts';

/** The rows or the columns of a table. */
export type Axis = 'row' | 'column';

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
): BlockId {
  const { page } = writer;
  const id = writer.mint();
  const parts = partsOf(page, table, axis);
  const [place] = placesBetween(writer, table, parts[index - 1], parts[index], 1);
  const edits: Edit[] = [];
  if (place) planRegisters(id, axis === 'row' ? 'tableRow' : 'tableColumn', place, {}, edits);
  for (const other of partsOf(page, table, axis === 'row' ? 'column' : 'row')) {
    const cell = axis === 'row' ? cellOf(id, other) : cellOf(other, id);
    const position = writer.positions.between(undefined, undefined);
    edits.push(...planNew(writer, [{ type: DEFAULT_TYPE }], [[cell, position]]).edits);
  }
  writer.commit(edits);
  return id;
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

function partsOf(page: Page, table: BlockId, axis: Axis): readonly BlockId[] {
  return axis === 'row' ? page.children(table) : page.columns(table);
}

function contentsOfPart(page: Page, table: BlockId, axis: Axis, part: BlockId): BlockId[] {
  const others = partsOf(page, table, axis === 'row' ? 'column' : 'row');
  return others
    .map((other) => (axis === 'row' ? cellOf(part, other) : cellOf(other, part)))
    .flatMap((cell) => page.children(cell))
    .flatMap((block) => subtree(page, block));
}
