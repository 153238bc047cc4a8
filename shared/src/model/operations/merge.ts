import type { BlockId } from '../block-id.ts';
import { type Block, typeOf } from '../block.ts';
import type { Edit } from '../edit.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { planMove } from './move.ts';
import { subtree } from './place.ts';

/**
 * Puts the text of `id` at the end of that of `into`, whose type wins, and what is nested under it there too. No
 * letter moves: where the two texts lie side by side the marker between them goes, otherwise the block is
 * shown in the other. Answers whether both have text and so could be merged.
 */
export function mergeBlocks(writer: Writer, into: BlockId, id: BlockId): boolean {
  const edits = planMerge(writer, into, id);
  writer.commit(edits);
  return edits.length > 0;
}

/** The edits of `mergeBlocks`. */
export function planMerge(writer: Writer, into: BlockId, id: BlockId): Edit[] {
  const { page } = writer;
  const [host, block] = [page.block(into), page.block(id)];
  if (!host || !block || into === id) return [];
  if (typeOf(host).text === 'none' || typeOf(block).text === 'none') return [];
  if (host.pieces.length === 0 || block.pieces.length === 0) return [];
  const edits = planJoin(writer, host, block);
  const children = page.children(id);
  // A block merged into one that is nested under it, as Delete at a toggle's end does, takes nothing along.
  const nested = new Set(children.flatMap((child) => subtree(page, child)));
  if (children.length === 0 || nested.has(into)) return edits;
  const end = page.children(into).length;
  return [...edits, ...planMove(writer, children, into, end)];
}

function planJoin(writer: Writer, host: Block, block: Block): Edit[] {
  const marker = markerBetween(writer.page, host, block);
  if (marker) {
    return [
      { kind: 'delete', strand: marker.strand, index: marker.index, length: 1 },
      { kind: 'set', block: block.id, prop: 'at', value: undefined },
    ];
  }
  const last = writer.page
    .members(host.id)
    .map((member) => writer.page.registers(member).into)
    .filter((join) => join?.[0] === host.id)
    .at(-1);
  const order = writer.positions.between(last?.[1], undefined);
  return [{ kind: 'set', block: block.id, prop: 'into', value: [host.id, order] }];
}

/** Where the marker is that alone keeps two blocks' texts apart, if nothing else does. */
function markerBetween(
  page: Page,
  host: Block,
  block: Block,
): { readonly strand: BlockId; readonly index: number } | undefined {
  const last = host.pieces.at(-1);
  const [first, ...rest] = block.pieces;
  if (!last || !first || rest.length > 0 || page.members(block.id).length > 1) return undefined;
  const adjacent =
    last.block === host.id &&
    last.strand === first.strand &&
    first.from === last.from + last.length + 1;
  return adjacent ? { strand: first.strand, index: first.from - 1 } : undefined;
}
