import type { DiagramAnswer, DiagramRequest } from './diagram-messages.ts';

/** What draws diagrams, one at a time. */
export interface DiagramDrawer {
  /** @param onBegun - called when all is loaded that draws it, unless the answer comes first */
  draw(request: DiagramRequest, onBegun: () => void): Promise<DiagramAnswer>;
  /** Ends it, whatever it is drawing. */
  close(): void;
}

/**
 * What became of a diagram. `large` would have taken too long, or is more than a page can show; `unloaded` means that
 * what draws could not be loaded, and may be the next time.
 */
export type Drawn = DiagramAnswer | { readonly outcome: 'large' };

/** Letters of source; Mermaid's own limit. */
export const LONGEST_SOURCE = 50_000;
/** Letters of SVG that a page takes for one drawing. */
export const LARGEST_DRAWING = 4_000_000;
/** Milliseconds after which a drawing counts as one that never ends, and those that what draws it may take to load. */
const PATIENCE = 10_000;
const LOADING = 30_000;
/** Drawings that are kept, for blocks that are shown anew. */
const REMEMBERED = 40;

/**
 * Draws the diagrams of a page in turn. What draws is opened with the first of them, and anew after one that did not end:
 * the others go on.
 */
export class Diagrams {
  readonly #open: () => Promise<DiagramDrawer>;
  readonly #wait: (ms: number) => { readonly over: Promise<void>; cancel(): void };
  readonly #known = new Map<string, Drawn>();
  #drawer: Promise<DiagramDrawer> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor(open: () => Promise<DiagramDrawer>, wait = waitFor) {
    this.#open = open;
    this.#wait = wait;
  }

  /** What was drawn before of the same request, without drawing it again. */
  known(request: DiagramRequest): Drawn | undefined {
    return this.#known.get(keyOf(request));
  }

  /** @param isLate - asked when its turn has come: whether nobody waits for it any more */
  draw(request: DiagramRequest, isLate = () => false): Promise<Drawn | undefined> {
    if (request.source.length > LONGEST_SOURCE) return Promise.resolve({ outcome: 'large' });
    const drawn = this.#last.then(async () => {
      if (isLate()) return undefined;
      const known = this.known(request);
      if (known) return known;
      const made = await this.#drawNow(request);
      if (made.outcome !== 'unloaded') this.#remember(keyOf(request), made);
      return made;
    });
    this.#last = drawn;
    return drawn;
  }

  async #drawNow(request: DiagramRequest): Promise<Drawn> {
    let drawer: DiagramDrawer;
    try {
      drawer = await (this.#drawer ??= this.#open());
    } catch {
      this.#drawer = undefined;
      return { outcome: 'unloaded' };
    }
    let begin: (value: true) => void = () => undefined;
    const begun = new Promise<true>((resolve) => (begin = resolve));
    const drawing = drawer.draw(request, () => begin(true));
    const hasBegun = await this.#within<unknown>(LOADING, Promise.race([begun, drawing]));
    const answer: Drawn | void = hasBegun
      ? await this.#within(PATIENCE, drawing)
      : { outcome: 'unloaded' };
    // A browser remembers of a script that it did not load, as long as its page is there.
    if (!answer || answer.outcome === 'unloaded') {
      drawer.close();
      this.#drawer = undefined;
      return answer ?? { outcome: 'large' };
    }
    const isLarge = answer.outcome === 'drawn' && answer.svg.length > LARGEST_DRAWING;
    return isLarge ? { outcome: 'large' } : answer;
  }

  /** What comes, or nothing if it does not in so many milliseconds. */
  async #within<Value>(ms: number, coming: Promise<Value>): Promise<Value | void> {
    const { over, cancel } = this.#wait(ms);
    const first = await Promise.race([coming, over]);
    cancel();
    return first;
  }

  #remember(key: string, drawn: Drawn): void {
    this.#known.set(key, drawn);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
  }
}

function keyOf({ scheme, source }: DiagramRequest): string {
  return `${scheme} ${source}`;
}

function waitFor(ms: number): { readonly over: Promise<void>; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { over, cancel: () => clearTimeout(timer) };
}
