import { blockLength } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import { caretAt, type Caret, resolveCaret } from '@weft/shared/model/caret';
import type { Run } from '@weft/shared/model/content';
import { runsLength } from '@weft/shared/model/content';
import type { Edit } from '@weft/shared/model/edit';
import { planDeleteText, planFormat, planInsertText } from '@weft/shared/model/operations/text';
import type { Page } from '@weft/shared/model/page';
import { createAbsolutePositionFromRelativePosition, createRelativePositionFromJSON } from 'yjs';
import type { TextDiff } from './text-diff.ts';

/** Letters of a block that follow one another, by its offsets. */
interface Stretch {
  readonly block: BlockId;
  readonly start: number;
  end: number;
}

/**
 * A line that an input method composes in while others change its block. The editor's text is left alone until
 * the composition ends, and so goes another way than the document's; every gap between two of its letters is
 * a caret in the document, by which what is composed is written where it belongs.
 */
export class HeldLine {
  readonly block: BlockId;
  readonly #page: Page;
  /** One more than there are letters in the line. */
  #gaps: Caret[];

  /** Call it before the first change of others is taken in. */
  constructor(page: Page, block: BlockId) {
    this.#page = page;
    this.block = block;
    const shown = page.block(block);
    const length = shown ? blockLength(shown) : 0;
    this.#gaps = Array.from({ length: length + 1 }, (_, offset) => caretAt(page, block, offset));
  }

  /** The caret at `offset` of what the editor shows. */
  caretAt(offset: number): Caret | undefined {
    return this.#gaps[Math.min(offset, this.#gaps.length - 1)];
  }

  /** Writes a change of the line, made on the text that the editor shows. */
  plan({ from, to, runs, formats }: TextDiff): Edit[] {
    const page = this.#page;
    const edits: Edit[] = [];
    for (const { block, start, end } of this.#stretches(from, to)) {
      edits.push(...planDeleteText(page, block, start, end));
    }
    for (const format of formats) {
      for (const { block, start, end } of this.#stretches(format.from, format.to)) {
        edits.push(...planFormat(page, block, start, end, format.marks));
      }
    }
    return runs.length === 0 ? edits : [...edits, ...this.#planInsert(from, runs)];
  }

  /** Takes note of what `plan` wrote, once it is in the document. */
  written({ from, to }: TextDiff, runs: readonly Run[]): void {
    const at = this.pointAt(from);
    const length = runsLength(runs);
    const gaps = Array.from({ length }, (_, i) =>
      at
        ? caretAt(this.#page, at.block, at.offset + i + 1)
        : (this.#gaps[from] ?? { block: this.block }),
    );
    this.#gaps.splice(from + 1, to - from, ...gaps);
  }

  /** Where `offset` of what the editor shows is by now, or `undefined` if that is shown nowhere. */
  pointAt(offset: number): ReturnType<typeof resolveCaret> {
    const caret = this.#gaps[offset];
    return caret && resolveCaret(this.#page, caret);
  }

  /**
   * Writes right behind the letter before `offset`, even where that is gone: an offset of the block may be the edge of
   * several strands. A line that somebody deleted is brought back by it.
   */
  #planInsert(offset: number, runs: readonly Run[]): Edit[] {
    const page = this.#page;
    const { after } = this.#gaps[offset] ?? {};
    const position = after === undefined ? undefined : createRelativePositionFromJSON(after);
    const place = position && createAbsolutePositionFromRelativePosition(position, page.doc);
    const strand = place?.type._item?.parentSub;
    if (place && typeof strand === 'string' && page.strand(strand) === place.type) {
      return [{ kind: 'insert', strand, index: place.index, runs }];
    }
    const at = this.pointAt(offset);
    return at ? planInsertText(page, at.block, at.offset, runs) : [];
  }

  /**
   * Where the letters between two offsets of what the editor shows are by now. Neighbours stay together: an edit that
   * ends between the two units of one sign would make Yjs break it.
   */
  #stretches(from: number, to: number): readonly Stretch[] {
    const found: Stretch[] = [];
    for (let offset = from; offset < to; offset++) {
      const letter = this.#letterAfter(offset);
      if (!letter) continue;
      const last = found.at(-1);
      if (last?.block === letter.block && last.end === letter.offset - 1) last.end = letter.offset;
      else found.push({ block: letter.block, start: letter.offset - 1, end: letter.offset });
    }
    return found;
  }

  /** Where the letter after `offset` ends now, or `undefined` if somebody deleted it. */
  #letterAfter(offset: number): ReturnType<typeof resolveCaret> {
    const end = this.pointAt(offset + 1);
    const caret = this.#gaps[offset + 1];
    if (!end || end.offset === 0 || !caret) return undefined;
    // A caret goes to the place of its letter even when that is gone: then the gap is another letter's.
    const [actual] = [caretAt(this.#page, end.block, end.offset)];
    return JSON.stringify(actual.after) === JSON.stringify(caret.after) ? end : undefined;
  }
}
