import * as Y from 'yjs';
import { type BlockId, isBlockId } from '@weft/shared/model/block-id';
import type { Change, Inline, Json, Run } from '@weft/shared/model/content';
import type { Marks } from '@weft/shared/model/marks';
import type { Authorship } from './authorship.ts';

/** How letters are told apart between two versions. */
export interface Reading {
  /** Whether a letter was there in the earlier version. */
  wasThere(id: Y.ID): boolean;
  readonly authorship: Authorship;
  /** Whether what is the same in both says who wrote it. */
  readonly isAttributed: boolean;
}

/** The text of one block in a strand, with what was removed from it where it was. */
export interface MarkedPiece {
  readonly block: BlockId;
  /** Where it begins, as `Piece` has it. */
  readonly from: number;
  readonly runs: readonly Run[];
}

/**
 * A strand of the later version, which still knows what was deleted, cut where the page cuts it. Deleted marks do not
 * count: what was removed looks as it would now.
 */
export function markedPieces(strand: BlockId, text: Y.Text, reading: Reading): MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let piece = { block: strand, from: 0, runs: [] as Run[] };
  let marks: Marks = {};
  let index = 0;
  for (let item = text._start; item !== null; item = item.right) {
    const { content, deleted } = item;
    if (content instanceof Y.ContentFormat) {
      if (!deleted) marks = withMark(marks, content.key, content.value as unknown as Json);
      continue;
    }
    const marker = markerOf(content);
    if (marker !== undefined) {
      if (deleted) continue;
      pieces.push(piece);
      index += 1;
      piece = { block: marker, from: index, runs: [] };
      continue;
    }
    if (!item.countable) continue;
    for (let i = 0; i < item.length; i++) {
      const id = Y.createID(item.id.client, item.id.clock + i);
      const change = changeOf(id, deleted, reading);
      if (change === 'never') continue;
      append(piece.runs, unitOf(content, i, marks, change));
    }
    if (!deleted) index += item.length;
  }
  pieces.push(piece);
  return pieces;
}

/** `never` for what came and went between the versions. */
function changeOf(id: Y.ID, isDeleted: boolean, reading: Reading): Change | undefined | 'never' {
  const { authorship, isAttributed } = reading;
  const was = reading.wasThere(id);
  if (isDeleted) return was ? { kind: 'removed', author: authorship.removerOf(id) } : 'never';
  const author = authorship.writerOf(id.client);
  if (!was) return { kind: 'added', author };
  return isAttributed ? { kind: 'written', author } : undefined;
}

function markerOf(content: Y.Item['content']): BlockId | undefined {
  if (!(content instanceof Y.ContentEmbed)) return undefined;
  const { b: block } = (content.embed ?? {}) as { b?: unknown };
  return isBlockId(block) ? block : undefined;
}

function unitOf(
  content: Y.Item['content'],
  at: number,
  marks: Marks,
  change: Change | undefined,
): Run {
  const changed = change && { change };
  if (content instanceof Y.ContentString) return { text: content.str[at]!, marks, ...changed };
  const embed = (content instanceof Y.ContentEmbed ? content.embed : null) as Inline | null;
  const inline = typeof embed?.kind === 'string' ? embed : { kind: '' };
  return { inline, marks, ...changed };
}

function append(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  const goesOn =
    last !== undefined &&
    'text' in last &&
    'text' in run &&
    last.marks === run.marks &&
    last.change?.kind === run.change?.kind &&
    last.change?.author === run.change?.author;
  if (goesOn) runs[runs.length - 1] = { ...last, text: last.text + run.text };
  else runs.push(run);
}

function withMark(marks: Marks, name: string, value: Json): Marks {
  if (value !== null) return { ...marks, [name]: value };
  const { [name]: _ended, ...rest } = marks;
  return rest;
}
