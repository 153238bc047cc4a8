import type { BlockId } from '../block-id.ts';
import { locate, stretches } from '../block.ts';
import { type Inline, type Json, type Run } from '../content.ts';
import type { Edit } from '../edit.ts';
import type { Marks } from '../marks.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';

/** Types `runs` into a block's text at `offset`. */
export function insertText(
  writer: Writer,
  block: BlockId,
  offset: number,
  runs: readonly Run[],
): void {
  writer.commit(planInsertText(writer.page, block, offset, runs), writer.typing);
}

/** Deletes what is between two offsets of a block's text. */
export function deleteText(writer: Writer, block: BlockId, from: number, to: number): void {
  writer.commit(planDeleteText(writer.page, block, from, to), writer.typing);
}

/** Puts an inline object, such as a mention or an equation, into a block's text. */
export function insertInline(
  writer: Writer,
  block: BlockId,
  offset: number,
  inline: Inline,
  marks: Marks = {},
): void {
  writer.commit(planInsertText(writer.page, block, offset, [{ inline, marks }]));
}

/** Puts a line break into a block's text. */
export function insertLineBreak(writer: Writer, block: BlockId, offset: number): void {
  writer.commit(planInsertText(writer.page, block, offset, [{ text: '\n', marks: {} }]));
}

/**
 * Sets or clears marks between two offsets of a block's text.
 *
 * @param marks - `null` clears a mark
 */
export function formatText(
  writer: Writer,
  block: BlockId,
  from: number,
  to: number,
  marks: { readonly [mark: string]: Json },
): void {
  writer.commit(planFormat(writer.page, block, from, to, marks));
}

/** The edits of `insertText`. */
export function planInsertText(
  page: Page,
  id: BlockId,
  offset: number,
  runs: readonly Run[],
): Edit[] {
  const block = page.block(id);
  const at = block && locate(block, offset);
  return at ? [{ kind: 'insert', strand: at.piece.strand, index: at.index, runs }] : [];
}

/** The edits of `deleteText`. */
export function planDeleteText(page: Page, id: BlockId, from: number, to: number): Edit[] {
  const block = page.block(id);
  if (!block) return [];
  return stretches(block, from, to).map(({ piece: { strand }, index, length }) => ({
    kind: 'delete',
    strand,
    index,
    length,
  }));
}

/** The edits of `formatText`. */
export function planFormat(
  page: Page,
  id: BlockId,
  from: number,
  to: number,
  marks: { readonly [mark: string]: Json },
): Edit[] {
  const block = page.block(id);
  if (!block) return [];
  return stretches(block, from, to).map(({ piece: { strand }, index, length }) => ({
    kind: 'format',
    strand,
    index,
    length,
    marks,
  }));
}
