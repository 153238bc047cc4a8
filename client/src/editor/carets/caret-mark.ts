import { inkOn } from './person-look.ts';
import { SelectionPaint } from './selection-colors.ts';
import type { Teammate } from './teammate.ts';

/** Where a caret is drawn, in pixels from the corner of its container. */
export interface CaretBox {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** In the right half of the page, where a name has more room at its left. */
  readonly isFar: boolean;
}

/** What is drawn of one teammate: a bar with a name, and what they have selected. Writes only, reads no layout. */
export class CaretMark {
  readonly element = document.createElement('span');
  readonly #name = document.createElement('span');
  readonly #selection = new SelectionPaint();

  constructor() {
    this.element.className = 'weft-caret';
    this.#name.className = 'weft-caret-name';
    this.#name.dir = 'auto';
    this.element.append(this.#name);
  }

  show(
    { name, color }: Teammate,
    { x, y, height, isFar }: CaretBox,
    selected: Range | undefined,
  ): void {
    const { style } = this.element;
    style.setProperty('--weft-caret', color);
    style.setProperty('--weft-caret-ink', inkOn(color));
    style.translate = `${x}px ${y}px`;
    style.blockSize = `${height}px`;
    this.element.classList.toggle('weft-caret-far', isFar);
    if (this.#name.textContent !== name) this.#name.textContent = name;
    this.#selection.show(selected, color);
  }

  remove(): void {
    this.element.remove();
    this.#selection.remove();
  }
}
