import type { BlockId } from '../block-id.ts';
import { type Block, blockLength, locate, sliceRuns, typeOf } from '../block.ts';
import type { Json } from '../content.ts';
import type { Edit } from '../edit.ts';
import type { Marks } from '../marks.ts';
import type { Piece } from '../strand.ts';
import type { Writer } from '../writer.ts';
import { planNew, planRegisters } from './insert.ts';
import { planMove } from './move.ts';
import { placesBetween } from './place.ts';

/** What the second half of a split block is to be. */
export interface Tail {
  readonly type: string;
  readonly props?: { readonly [prop: string]: Json };
  /** It becomes the first block nested under the split one, and not its next sibling. */
  readonly nested?: boolean;
}

/**
 * Splits a block's text at `offset`. What comes after, and the blocks nested under it, belong to a new block after it;
 * no letter moves, so what others type into either half stays there. Answers the new block's id, or
 * `undefined` if the block has no text.
 *
 * @param tail - the new block's type and props; the same as the block's unless given
 */
export function splitBlock(
  writer: Writer,
  id: BlockId,
  offset: number,
  tail?: Tail,
): BlockId | undefined {
  const block = writer.page.block(id);
  const at = block && locate(block, offset);
  if (!block || !at) return undefined;
  const shape = tail ?? { type: block.type, props: block.props };
  const { id: made, edits } =
    offset >= blockLength(block)
      ? planFollowing(writer, block, shape)
      : planCut(writer, block, at, shape);
  writer.commit(edits);
  return made;
}

interface Plan {
  readonly id: BlockId;
  readonly edits: Edit[];
}

/** At its end a block is not cut: a new one follows, with a strand of its own. */
function planFollowing(writer: Writer, block: Block, tail: Tail): Plan {
  const { type, props = {} } = tail;
  const { ids, edits } = planNew(writer, [{ type, props }], [placeOf(writer, block.id, tail)]);
  const id = ids[0] ?? '';
  return { id, edits: [...edits, ...planChildren(writer, block, id, tail)] };
}

function planCut(
  writer: Writer,
  block: Block,
  { piece, index }: { readonly piece: Piece; readonly index: number },
  tail: Tail,
): Plan {
  const { type, props } = tail;
  const id = writer.mint();
  const edits: Edit[] = [];
  planRegisters(id, type, placeOf(writer, block.id, tail), props, edits);
  edits.push(planMarker(piece, index, id));
  const later = block.pieces.slice(block.pieces.indexOf(piece) + 1);
  const owners = new Set(later.map((next) => next.block));
  let order: string | undefined;
  for (const owner of owners) {
    if (owner === block.id || owner === piece.block) {
      // A further piece of a block that keeps its first part: all of that piece goes.
      for (const next of later.filter((one) => one.block === owner)) {
        edits.push(planMarker(next, next.from, id));
      }
    } else {
      order = writer.positions.between(order, undefined);
      edits.push({ kind: 'set', block: owner, prop: 'into', value: [id, order] });
    }
  }
  return { id, edits: [...edits, ...planChildren(writer, block, id, tail)] };
}

function planMarker(piece: Piece, index: number, block: BlockId): Edit {
  return { kind: 'mark', strand: piece.strand, index, block, marks: marksAt(piece, index) };
}

/** The marks of the letter before `index`, or of the one after it where the piece begins. */
function marksAt(piece: Piece, index: number): Marks {
  const offset = index - piece.from;
  const [before] = sliceRuns(piece.runs, offset - 1, offset);
  const [after] = sliceRuns(piece.runs, offset, offset + 1);
  return (before ?? after)?.marks ?? {};
}

function placeOf(
  writer: Writer,
  block: BlockId,
  { nested = false }: Tail,
): ReturnType<typeof placesBetween>[number] {
  const { page } = writer;
  if (nested) {
    const [first] = placesBetween(writer, block, undefined, page.children(block)[0], 1);
    return first ?? [block, ''];
  }
  const container = page.parent(block) ?? '';
  const siblings = page.children(container);
  const next = siblings[siblings.indexOf(block) + 1];
  const [place] = placesBetween(writer, container, block, next, 1);
  return place ?? [container, ''];
}

/** Nested blocks stay below the caret: they go with the second half, unless that is nested itself. */
function planChildren(writer: Writer, block: Block, to: BlockId, { nested }: Tail): Edit[] {
  if (nested === true) return [];
  const { holds } = typeOf(block);
  const children = holds === 'blocks' ? writer.page.children(block.id) : [];
  return planMove(writer, children, to, 0, []);
}
