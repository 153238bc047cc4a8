import { shownRuns } from '@weft/shared/model/block';
import { type BlockId, cellParts, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { caretAt, type Caret, resolveCaret } from '@weft/shared/model/caret';
import { runsLength } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import type { Page } from '@weft/shared/model/page';
import type { Ends } from './points.ts';

/** How many lines above one that goes may go with it before the caret is sent to the top of the page. */
const LINES_ABOVE = 8;

interface Surroundings {
  readonly surface: ContainerId;
  /** Nearest first. */
  readonly above: readonly BlockId[];
}

/** What the selection needs to know of lines that the page does not. */
export interface LineSource {
  /** Whether `block` is the line of an empty surface. */
  isEmptyLine(block: BlockId): boolean;
  /** The page, the column or the cell that a line is in. */
  surfaceOf(block: BlockId): ContainerId;
  /** The line that an empty surface shows. */
  emptyLineOf(surface: ContainerId): BlockId;
  /** The caret at `offset` of a line whose text is not that of its block, because it is being composed in. */
  heldCaretAt(block: BlockId, offset: number): Caret | undefined;
}

/** Turns a selection into places that follow their letters while others change the page, and back. */
export class KeptSelection {
  readonly #page: Page;
  readonly #lines: LineSource;
  /** What was around the lines that the selection was in before the change. */
  readonly #around = new Map<BlockId, Surroundings>();

  constructor(page: Page, lines: LineSource) {
    this.#page = page;
    this.#lines = lines;
  }

  /** Where a selection is; to be asked before the page changes. */
  caretsOf(ends: Ends | undefined): Ends<Caret> | undefined {
    if (!ends) return undefined;
    this.#around.clear();
    return { anchor: this.#caretOf(ends.anchor), focus: this.#caretOf(ends.focus) };
  }

  /** Where it is now. What was in a line that is gone is at the end of the nearest one above. */
  resolve({ anchor, focus }: Ends<Caret>): Ends | undefined {
    const [from, to] = [this.#resolveOne(anchor), this.#resolveOne(focus)];
    return from && to && { anchor: from, focus: to };
  }

  #caretOf({ block, offset }: Point): Caret {
    const surface = this.#lines.surfaceOf(block);
    this.#around.set(block, { surface, above: this.#linesAbove(block) });
    return this.#lines.heldCaretAt(block, offset) ?? caretAt(this.#page, block, offset);
  }

  #resolveOne(caret: Caret): Point | undefined {
    if (this.#lines.isEmptyLine(caret.block)) return { block: caret.block, offset: 0 };
    return resolveCaret(this.#page, caret) ?? this.#nearest(caret.block);
  }

  /** The nearest line above, else the first one of the same surface, else of the page. */
  #nearest(block: BlockId): Point | undefined {
    const page = this.#page;
    const { above, surface } = this.#around.get(block) ?? {
      above: [],
      surface: this.#lines.surfaceOf(block),
    };
    const surfaces = surface !== PAGE && this.#isShown(surface) ? [surface, PAGE] : [PAGE];
    for (const id of [...above, ...page.children(surfaces[0] ?? PAGE)]) {
      const shown = page.block(id);
      if (shown && shown.pieces.length > 0)
        return { block: id, offset: runsLength(shownRuns(shown)) };
    }
    for (const container of surfaces) {
      const [first] = page.children(container).flatMap((id) => page.block(id) ?? []);
      if (!first) return { block: this.#lines.emptyLineOf(container), offset: 0 };
      if (first.pieces.length > 0) return { block: first.id, offset: runsLength(shownRuns(first)) };
    }
    const line = page.children(PAGE).find((id) => (page.block(id)?.pieces.length ?? 0) > 0);
    return line === undefined ? undefined : { block: line, offset: 0 };
  }

  #isShown(surface: ContainerId): boolean {
    const [row, column] = cellParts(surface) ?? [];
    if (row === undefined || column === undefined) return this.#page.block(surface) !== undefined;
    return this.#page.columns(this.#page.parent(row) ?? PAGE).includes(column);
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
