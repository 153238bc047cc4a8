import { shownRuns } from '@weft/shared/model/block';
import { type BlockId, cellParts, PAGE } from '@weft/shared/model/block-id';
import { caretAt, type Caret, resolveCaret } from '@weft/shared/model/caret';
import { runsLength } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import type { Page } from '@weft/shared/model/page';
import type { Ends } from './points.ts';

/** How many lines above one that goes may go with it before the caret is sent to the top of the page. */
const LINES_ABOVE = 8;

/** What the selection needs to know of lines that the page does not. */
export interface LineSource {
  /** Whether `block` is the line of an empty surface. */
  isEmptyLine(block: BlockId): boolean;
  /** The line that an empty page shows. */
  emptyPageLine(): BlockId;
  /** The caret at `offset` of a line whose text is not that of its block, because it is being composed in. */
  heldCaretAt(block: BlockId, offset: number): Caret | undefined;
}

/** Turns a selection into places that follow their letters while others change the page, and back. */
export class KeptSelection {
  readonly #page: Page;
  readonly #lines: LineSource;
  /** Lines above those that the selection was in, nearest first, as they were before the change. */
  readonly #above = new Map<BlockId, readonly BlockId[]>();

  constructor(page: Page, lines: LineSource) {
    this.#page = page;
    this.#lines = lines;
  }

  /** Where a selection is; to be asked before the page changes. */
  caretsOf(ends: Ends | undefined): Ends<Caret> | undefined {
    if (!ends) return undefined;
    this.#above.clear();
    return { anchor: this.#caretOf(ends.anchor), focus: this.#caretOf(ends.focus) };
  }

  /** Where it is now. What was in a line that is gone is at the end of the nearest one above. */
  resolve({ anchor, focus }: Ends<Caret>): Ends | undefined {
    const [from, to] = [this.#resolveOne(anchor), this.#resolveOne(focus)];
    return from && to && { anchor: from, focus: to };
  }

  #caretOf({ block, offset }: Point): Caret {
    this.#above.set(block, this.#linesAbove(block));
    return this.#lines.heldCaretAt(block, offset) ?? caretAt(this.#page, block, offset);
  }

  #resolveOne(caret: Caret): Point | undefined {
    if (this.#lines.isEmptyLine(caret.block)) return { block: caret.block, offset: 0 };
    return resolveCaret(this.#page, caret) ?? this.#nearest(caret.block);
  }

  #nearest(block: BlockId): Point | undefined {
    const page = this.#page;
    for (const id of [...(this.#above.get(block) ?? []), ...page.children(PAGE)]) {
      const shown = page.block(id);
      if (shown && shown.pieces.length > 0)
        return { block: id, offset: runsLength(shownRuns(shown)) };
    }
    const isEmpty = page.children(PAGE).length === 0;
    return isEmpty ? { block: this.#lines.emptyPageLine(), offset: 0 } : undefined;
  }

  #linesAbove(block: BlockId): BlockId[] {
    const container = this.#page.parent(block);
    if (container === undefined) return [];
    const siblings = this.#page.children(container);
    const index = siblings.indexOf(block);
    return [
      ...siblings.slice(Math.max(index - LINES_ABOVE, 0), index).toReversed(),
      ...(container === PAGE || cellParts(container) ? [] : [container]),
      ...siblings.slice(index + 1, index + 2),
    ];
  }
}
