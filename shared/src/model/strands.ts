import type { Map as YMap } from 'yjs';
import { Text } from 'yjs';
import { type BlockId, isBlockId } from './block-id.ts';
import { sameRuns } from './content.ts';
import { type IdRanges } from './id-ranges.ts';
import { idsOfPieces, type Piece, piecesOf } from './strand.ts';

const NONE: readonly Piece[] = [];

/** Every strand of a document, cut into pieces, and the pieces of every block. A change costs its strand. */
export class Strands {
  readonly #texts: YMap<unknown>;
  readonly #pieces = new Map<BlockId, readonly Piece[]>();
  readonly #owned = new Map<BlockId, readonly Piece[]>();
  /** Ids of the letters of each piece, by strand and by where the piece begins; made when asked for. */
  readonly #ids = new Map<BlockId, ReadonlyMap<number, IdRanges>>();

  constructor(texts: YMap<unknown>) {
    this.#texts = texts;
    for (const strand of texts.keys()) this.refresh(strand);
  }

  /** Blocks that have a piece. */
  owners(): Iterable<BlockId> {
    return this.#owned.keys();
  }

  /** The pieces of `block` itself, without what was merged into it. */
  of(block: BlockId): readonly Piece[] {
    return this.#owned.get(block) ?? NONE;
  }

  /** Whether anything at all is in the pieces of `block`. */
  hasLetters(block: BlockId): boolean {
    return this.of(block).some((piece) => piece.length > 0);
  }

  /** The piece of `strand` that `index` is in; at a marker, the one before it. */
  at(strand: BlockId, index: number): Piece | undefined {
    const pieces = this.#pieces.get(strand) ?? NONE;
    return pieces.find((piece) => index <= piece.from + piece.length);
  }

  /** Ids of the letters in `piece`. */
  idsOf({ strand, from }: Piece): IdRanges {
    let ids = this.#ids.get(strand);
    if (!ids) {
      const text = this.text(strand);
      ids = text ? idsOfPieces(text, this.#pieces.get(strand) ?? NONE) : new Map();
      this.#ids.set(strand, ids);
    }
    return ids.get(from) ?? [];
  }

  /** The `Y.Text` that a strand is. */
  text(strand: BlockId): Text | undefined {
    const text = this.#texts.get(strand);
    return isBlockId(strand) && text instanceof Text ? text : undefined;
  }

  /** Reads a strand anew. Answers which blocks had or have a piece in it, and which of them read otherwise now. */
  refresh(strand: BlockId): { readonly owners: Set<BlockId>; readonly changed: Set<BlockId> } {
    const before = this.#pieces.get(strand) ?? NONE;
    this.#ids.delete(strand);
    const text = this.text(strand);
    const after = text ? piecesOf(strand, text) : NONE;
    if (text) this.#pieces.set(strand, after);
    else this.#pieces.delete(strand);
    const owners = new Set([...before, ...after].map((piece) => piece.block));
    const changed = new Set<BlockId>();
    const [old, current] = [byBlock(before), byBlock(after)];
    for (const block of owners) {
      const [was, is] = [old.get(block) ?? NONE, current.get(block) ?? NONE];
      if (!sameText(was, is)) changed.add(block);
      this.#own(block, strand, is);
    }
    return { owners, changed };
  }

  #own(block: BlockId, strand: BlockId, pieces: readonly Piece[]): void {
    const others = this.of(block).filter((piece) => piece.strand !== strand);
    const all = others.length === 0 ? pieces : [...others, ...pieces].toSorted(byStrand);
    if (all.length === 0) this.#owned.delete(block);
    else this.#owned.set(block, all);
  }
}

function byBlock(pieces: readonly Piece[]): Map<BlockId, readonly Piece[]> {
  const found = new Map<BlockId, Piece[]>();
  for (const piece of pieces) {
    const list = found.get(piece.block);
    if (list) list.push(piece);
    else found.set(piece.block, [piece]);
  }
  return found;
}

function sameText(a: readonly Piece[], b: readonly Piece[]): boolean {
  return a.length === b.length && a.every((piece, i) => sameRuns(piece.runs, b[i]?.runs ?? []));
}

function byStrand(a: Piece, b: Piece): number {
  if (a.strand !== b.strand) return a.strand < b.strand ? -1 : 1;
  return a.from - b.from;
}
