import type { BlockBinding } from '../binding/binding.ts';
import { $placeOf } from '../carets/place.ts';
import type { Found } from './find-text.ts';

/** What is painted at most: as much as is on the screen many times over. */
const MOST = 1000;

const [ALL, CURRENT] = ['weft-found', 'weft-found-current'];

/** Paints what was found by the browser's own highlights, which move no element; the style sheet says how. */
export class FoundPaint {
  readonly #binding: BlockBinding;

  constructor(binding: BlockBinding) {
    this.#binding = binding;
  }

  show(found: readonly Found[], current: number): void {
    if (!('highlights' in CSS)) return;
    const start = Math.max(current - MOST / 2, 0);
    const ranges = this.#binding.editor.read(() =>
      found.slice(start, start + MOST).map((one) => this.#$rangeOf(one)),
    );
    const others = ranges.filter((range, i) => range !== undefined && start + i !== current);
    const chosen = ranges[current - start];
    CSS.highlights.set(ALL, new Highlight(...(others as Range[])));
    CSS.highlights.set(CURRENT, new Highlight(...(chosen ? [chosen] : [])));
  }

  remove(): void {
    if (!('highlights' in CSS)) return;
    CSS.highlights.delete(ALL);
    CSS.highlights.delete(CURRENT);
  }

  #$rangeOf({ block, from, to }: Found): Range | undefined {
    const [start, end] = [from, to].map((offset) => $placeOf(this.#binding, { block, offset }));
    if (!start || !end) return undefined;
    const range = document.createRange();
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  }
}
