import { ContentEmbed, ContentFormat, ContentString, type Text } from 'yjs';
import { type BlockId, isBlockId } from './block-id.ts';
import type { Inline, Json, Run } from './content.ts';
import { type IdRanges, appendRange } from './id-ranges.ts';
import { type Marks, NO_MARKS, sameMarks } from './marks.ts';

/** A stretch of a strand that belongs to one block: what lies between two markers. */
export interface Piece {
  readonly strand: BlockId;
  readonly block: BlockId;
  /** Where the piece begins in the strand, in Yjs's units: after the marker that opens it. */
  readonly from: number;
  readonly length: number;
  readonly runs: readonly Run[];
}

/** The embed that ends one block's text and begins that of `block`. */
export interface Marker {
  readonly b: BlockId;
}

/** Whether `embed` is a marker. Embeds that are neither markers nor inline objects count as unknown objects. */
function isMarker(embed: unknown): embed is Marker {
  return isRecord(embed) && isBlockId(embed['b']);
}

/** What a strand's embed is for readers; a program's nonsense becomes an inline object of kind `''`. */
function inlineOf(embed: unknown): Inline {
  return isRecord(embed) && typeof embed['kind'] === 'string'
    ? (embed as unknown as Inline)
    : { kind: '', embed: (embed ?? null) as Json };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Cuts a strand at its markers. The first piece is that of the block whose id the strand has. One walk over the
 * strand's items; the only place, with `idsOfPieces`, that looks inside Yjs, because a delta names no ids and
 * costs a transaction.
 */
export function piecesOf(strand: BlockId, text: Text): Piece[] {
  const pieces: Piece[] = [];
  let runs: Run[] = [];
  let block = strand;
  let from = 0;
  let index = 0;
  let marks: Marks = NO_MARKS;
  // Letters of items with one and the same marks: text that was long worked on is in thousands of items.
  let letters = '';
  let lettersMarks = marks;
  const flush = (): void => {
    if (letters !== '') appendText(runs, letters, lettersMarks);
    letters = '';
    lettersMarks = marks;
  };
  const cut = (): void => {
    flush();
    pieces.push({ strand, block, from, length: index - from, runs });
  };
  for (let item = text._start; item !== null; item = item.right) {
    const { content } = item;
    if (item.deleted) continue;
    if (content instanceof ContentString) {
      if (marks !== lettersMarks) flush();
      letters += content.str;
      index += item.length;
    } else if (content instanceof ContentFormat) {
      marks = changed(marks, content.key, content.value as unknown as Json);
    } else if (content instanceof ContentEmbed && isMarker(content.embed)) {
      cut();
      runs = [];
      block = content.embed.b;
      index += 1;
      from = index;
    } else if (item.countable) {
      flush();
      const embed: unknown = content instanceof ContentEmbed ? content.embed : null;
      for (let i = 0; i < item.length; i++) runs.push({ inline: inlineOf(embed), marks });
      index += item.length;
    }
  }
  cut();
  return pieces;
}

function appendText(runs: Run[], text: string, marks: Marks): void {
  const last = runs.at(-1);
  if (last && 'text' in last && sameMarks(last.marks, marks)) {
    runs[runs.length - 1] = { text: last.text + text, marks: last.marks };
  } else {
    runs.push({ text, marks });
  }
}

function changed(marks: Marks, name: string, value: Json): Marks {
  if (value !== null) return { ...marks, [name]: value };
  const { [name]: _ended, ...rest } = marks;
  return rest;
}

/** The ids of the letters and inline objects that are there now in each of a strand's pieces, by `from`. */
export function idsOfPieces(text: Text, pieces: readonly Piece[]): Map<number, IdRanges> {
  const found = new Map<number, number[]>(pieces.map(({ from }) => [from, []]));
  let index = 0;
  let next = 0;
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    let piece = pieces[next];
    while (piece && index >= piece.from + piece.length) piece = pieces[++next];
    if (!piece) break;
    const ids = found.get(piece.from);
    // An item is never in two pieces: the marker between them is one of its own.
    if (ids && index >= piece.from) appendRange(ids, item.id.client, item.id.clock, item.length);
    index += item.length;
  }
  return found;
}
