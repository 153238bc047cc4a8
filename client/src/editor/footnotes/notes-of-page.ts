import { type Block, blockRuns } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { FOOTNOTE, nameOfNote, noteOf, numberNotes } from '@weft/shared/model/footnotes';
import { runLength } from '@weft/shared/model/content';
import { subtree } from '@weft/shared/model/operations/place';
import type { Point } from '@weft/shared/model/operations/range';
import type { Page, PageChange } from '@weft/shared/model/page';

/** The notes of a page, by what they are called. */
export interface Notes {
  /** 0 for one that nothing refers to; what is referred to and is not there is left out. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly blocks: ReadonlyMap<string, BlockId>;
  /** Right behind what refers to them first. */
  readonly references: ReadonlyMap<string, Point>;
  /** The blocks that refer to notes. */
  readonly referring: ReadonlySet<BlockId>;
}

/** Of several notes of one name the first is the one that counts. */
export function notesOf(page: Page): Notes {
  const blocks = new Map<string, BlockId>();
  const references = new Map<string, Point>();
  const referring = new Set<BlockId>();
  for (const top of page.children(PAGE)) {
    for (const id of subtree(page, top)) {
      const block = page.block(id);
      if (!block) continue;
      const name = nameOfNote(block);
      if (name !== undefined && !blocks.has(name)) blocks.set(name, id);
      for (const [note, offset] of referencesIn(block)) {
        referring.add(id);
        if (!references.has(note)) references.set(note, { block: id, offset });
      }
    }
  }
  return {
    numbers: numberNotes(references.keys(), new Set(blocks.keys())),
    blocks,
    references,
    referring,
  };
}

/** The last note that the text before a place refers to, and that is there. */
export function noteBefore(page: Page, place: Point, { blocks }: Notes): BlockId | undefined {
  let last: BlockId | undefined;
  for (const top of page.children(PAGE)) {
    for (const id of subtree(page, top)) {
      const block = page.block(id);
      for (const [note, offset] of block ? referencesIn(block) : []) {
        if (id === place.block && offset > place.offset) return last;
        last = blocks.get(note) ?? last;
      }
      if (id === place.block) return last;
    }
  }
  return last;
}

/** Whether a change may have changed the notes of a page, which were `notes`. */
export function mayChangeNotes(page: Page, change: PageChange, notes: Notes): boolean {
  const hasAny = notes.blocks.size > 0 || notes.referring.size > 0;
  if (hasAny && (change.blocks.size > 0 || change.containers.size > 0)) return true;
  return [...change.texts, ...change.blocks].some((id) => {
    const block = page.block(id);
    if (notes.referring.has(id) || block?.type === FOOTNOTE) return true;
    return block !== undefined && referencesIn(block).length > 0;
  });
}

/** What a block refers to, each with the offset right behind it. */
function referencesIn(block: Block): [note: string, offset: number][] {
  const found: [string, number][] = [];
  let offset = 0;
  for (const run of blockRuns(block)) {
    offset += runLength(run);
    const note = 'inline' in run ? noteOf(run.inline) : undefined;
    if (note !== undefined) found.push([note, offset]);
  }
  return found;
}
