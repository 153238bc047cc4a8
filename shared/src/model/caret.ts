import {
  createAbsolutePositionFromRelativePosition,
  createRelativePositionFromJSON,
  createRelativePositionFromTypeIndex,
  type RelativePosition,
  relativePositionToJSON,
} from 'yjs';
import { locate } from './block.ts';
import { type BlockId, isBlockId } from './block-id.ts';
import type { Json } from './content.ts';
import type { Page } from './page.ts';

/**
 * A place in a page that stays with the letter before it, whatever happens to blocks: splits, merges and moves
 * carry it along. Plain JSON, so that it can be sent and kept. `block` is where it was when it was made, and
 * what is left of it for blocks without text.
 */
export interface Caret {
  readonly block: BlockId;
  readonly after?: Json;
}

/** Sticks to what is on the left: what others type at the same place comes after it. */
const LEFT = -1;

/** The caret at `offset` of a block's text. */
export function caretAt(page: Page, id: BlockId, offset: number): Caret {
  const block = page.block(id);
  const at = block && locate(block, offset);
  const text = at && page.strand(at.piece.strand);
  if (!text) return { block: id };
  const position = createRelativePositionFromTypeIndex(text, at.index, LEFT);
  return { block: id, after: relativePositionToJSON(position) as Json };
}

/**
 * Where a caret is now, or `undefined` if its letters have not arrived yet or its block is not shown any more.
 * Anything at all may be given: what is no caret is nowhere.
 */
export function resolveCaret(
  page: Page,
  caret: Caret,
): { readonly block: BlockId; readonly offset: number } | undefined {
  if (caret.after !== undefined) {
    const found = resolveText(page, caret.after);
    if (found !== 'none') return found;
  }
  return page.block(caret.block) ? { block: caret.block, offset: 0 } : undefined;
}

/** Reads a caret that came from elsewhere. */
export function readCaret(value: unknown): Caret | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { block, after } = value as { block?: unknown; after?: unknown };
  if (!isBlockId(block)) return undefined;
  if (after === undefined) return { block };
  return isPositionJson(after) ? { block, after } : undefined;
}

function resolveText(
  page: Page,
  after: Json,
): { readonly block: BlockId; readonly offset: number } | undefined | 'none' {
  let position: RelativePosition;
  try {
    position = createRelativePositionFromJSON(after);
  } catch {
    return undefined;
  }
  const place = createAbsolutePositionFromRelativePosition(position, page.doc);
  if (!place) return undefined;
  const strand = place.type._item?.parentSub;
  if (typeof strand !== 'string' || page.strand(strand) !== place.type) return 'none';
  const owner = page.ownerAt(strand, place.index);
  const block = owner === undefined ? undefined : page.block(page.hostOf(owner.block));
  if (!owner || !block) return 'none';
  let offset = 0;
  for (const piece of block.pieces) {
    if (piece.strand === strand && piece.from === owner.from) {
      return { block: block.id, offset: offset + place.index - piece.from };
    }
    offset += piece.length;
  }
  return 'none';
}

/** Whether `value` is a relative position of Yjs as JSON; Yjs itself does not look. */
function isPositionJson(value: unknown): value is Json {
  if (typeof value !== 'object' || value === null) return false;
  const { type, tname, item, assoc } = value as Record<string, unknown>;
  return (
    isIdOrNone(type) &&
    isIdOrNone(item) &&
    (tname === undefined || tname === null || typeof tname === 'string') &&
    (assoc === undefined || Number.isInteger(assoc)) &&
    [type, item, tname].some((part) => part !== undefined && part !== null)
  );
}

function isIdOrNone(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value !== 'object') return false;
  const { client, clock } = value as Record<string, unknown>;
  return isCount(client) && isCount(clock);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
