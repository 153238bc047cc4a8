/** How much of its colour a selection has; the text on it must stay readable. */
const ALPHA = '40';

let made = 0;

/**
 * One person's selection, painted by the browser itself: a custom highlight moves no element and costs no layout.
 * Nothing is painted where the browser has none. A rule for highlights of the page and not of every element: the
 * browser works out the style of each element that such a rule may be for, a second for 10,000 blocks.
 */
export class SelectionPaint {
  readonly #name = `weft-selection-${(made += 1)}`;
  readonly #sheet = 'highlights' in CSS ? new CSSStyleSheet() : undefined;
  #color = '';

  /** @param color - `#rrggbb` */
  show(range: Range | undefined, color: string): void {
    if (!this.#sheet) return;
    if (!range) {
      CSS.highlights.delete(this.#name);
      return;
    }
    if (color !== this.#color) {
      this.#color = color;
      this.#sheet.replaceSync(
        `.weft-page::highlight(${this.#name}) { background-color: ${color}${ALPHA}; }`,
      );
    }
    if (!document.adoptedStyleSheets.includes(this.#sheet)) {
      document.adoptedStyleSheets.push(this.#sheet);
    }
    CSS.highlights.set(this.#name, new Highlight(range));
  }

  remove(): void {
    if (!this.#sheet) return;
    CSS.highlights.delete(this.#name);
    const { adoptedStyleSheets } = document;
    const index = adoptedStyleSheets.indexOf(this.#sheet);
    if (index >= 0) adoptedStyleSheets.splice(index, 1);
  }
}
