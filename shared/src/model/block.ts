import type { BlockId } from './block-id.ts';
import { type Json, type Run, runsLength } from './content.ts';
import { knownMarks } from './marks.ts';
import { type BlockType, blockTypeOf, propOf } from './registry.ts';
import type { Piece } from './strand.ts';

/** A block as people see it. */
export interface Block {
  readonly id: BlockId;
  /** A name of the registry, or a type of a newer Weft. */
  readonly type: string;
  /** Valid values that differ from the type's defaults, and those of props that this version does not know. */
  readonly props: { readonly [prop: string]: Json };
  /** Where its text is kept, in order; empty for types without text. */
  readonly pieces: readonly Piece[];
  /** Somebody wrote in it while somebody else deleted it. */
  readonly edited: boolean;
}

/** What the registry says of a block. */
export function typeOf(block: Block): BlockType {
  return blockTypeOf(block.type);
}

/** The value of `prop`, or its default; `undefined` if the type has no such prop. */
export function propValue(block: Block, prop: string): Json | undefined {
  return Object.hasOwn(block.props, prop) ? block.props[prop] : propOf(block.type, prop)?.fallback;
}

/** Length of a block's text: UTF-16 units, an inline object counts as one. */
export function blockLength(block: Block): number {
  let length = 0;
  for (const piece of block.pieces) length += piece.length;
  return length;
}

/** All of a block's text, with every mark it has in the document. */
export function blockRuns(block: Block): Run[] {
  return block.pieces.flatMap((piece) => piece.runs);
}

/** A block's text as this version can show it: known marks alone, none in plain text. */
export function shownRuns(block: Block): Run[] {
  const plain = typeOf(block).text === 'plain';
  const shown: Run[] = [];
  for (const run of blockRuns(block)) {
    const marks = plain ? {} : knownMarks(run.marks);
    shown.push(marks === run.marks ? run : { ...run, marks });
  }
  return shown;
}

/** Whether nothing is in the block's text. */
export function isEmptyText(block: Block): boolean {
  return block.pieces.every((piece) => piece.length === 0);
}

/** Where `offset` of a block's text is in its strands; at a seam, the end of the earlier piece. */
export function locate(
  block: Block,
  offset: number,
): { readonly piece: Piece; readonly index: number } | undefined {
  let rest = Math.max(offset, 0);
  for (const piece of block.pieces) {
    if (rest <= piece.length) return { piece, index: piece.from + rest };
    rest -= piece.length;
  }
  const last = block.pieces.at(-1);
  return last && { piece: last, index: last.from + last.length };
}

/** The parts of a block's pieces that lie between two offsets, empty ones left out. */
export function stretches(
  block: Block,
  from: number,
  to: number,
): { readonly piece: Piece; readonly index: number; readonly length: number }[] {
  const found = [];
  let start = 0;
  for (const piece of block.pieces) {
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, piece.length);
    if (first < last) found.push({ piece, index: piece.from + first, length: last - first });
    start += piece.length;
  }
  return found;
}

/** The runs of a text between two offsets. */
export function sliceRuns(runs: readonly Run[], from: number, to = runsLength(runs)): Run[] {
  const slice: Run[] = [];
  let start = 0;
  for (const run of runs) {
    const length = 'text' in run ? run.text.length : 1;
    const first = Math.max(from - start, 0);
    const last = Math.min(to - start, length);
    if (first < last) {
      slice.push('text' in run ? { ...run, text: run.text.slice(first, last) } : run);
    }
    start += length;
  }
  return slice;
}
