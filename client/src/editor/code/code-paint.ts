import { type Span, SPAN_KINDS, type SpanKind } from './spans.ts';

/** Whether the browser can paint stretches of text without an element around each. */
export const CAN_PAINT =
  typeof Highlight === 'function' &&
  'highlights' in CSS &&
  // Where the system chooses the colours all of it would look selected.
  !matchMedia('(forced-colors: active)').matches;

/** What the style sheet calls a kind. */
const NAME = 'weft-code-';

let shared: ReadonlyMap<SpanKind, Highlight> | undefined;

/** One for each kind, for all code of the window. */
function highlights(): ReadonlyMap<SpanKind, Highlight> {
  shared ??= new Map(
    SPAN_KINDS.map((kind) => {
      const highlight = new Highlight();
      CSS.highlights.set(NAME + kind, highlight);
      return [kind, highlight];
    }),
  );
  return shared;
}

/** A text node of a block, and where its text begins in that of the block. */
interface Leaf {
  readonly node: Text;
  readonly at: number;
}

/** What is painted in a text node. */
type PaintedLeaf = readonly (readonly [SpanKind, Range])[];

/** The text of a block as it stands in the DOM. */
export interface CodeText {
  readonly text: string;
  readonly leaves: readonly Leaf[];
}

/** Reads a block's text off its element, without what it shows besides. */
export function readCode(element: HTMLElement): CodeText {
  const leaves: Leaf[] = [];
  let text = '';
  const read = (node: Node): void => {
    if (node instanceof Text) {
      leaves.push({ node, at: text.length });
      text += node.data;
    } else if (node.nodeName === 'BR') text += '\n';
    else if (node instanceof HTMLElement && node.contentEditable !== 'false')
      for (const child of node.childNodes) read(child);
  };
  for (const child of element.childNodes) read(child);
  return { text, leaves };
}

/**
 * The colours of one block of code, painted by the browser itself: no element is added, so the caret and what an input
 * method composes are not touched. Only what has changed is painted anew, which while somebody types is their line.
 */
export class CodePaint {
  #painted: ReadonlyMap<Text, PaintedLeaf> = new Map();

  /** @param spans - in the order of the text */
  paint({ leaves }: CodeText, spans: readonly Span[]): void {
    const painted = new Map<Text, PaintedLeaf>();
    let next = 0;
    for (const { node, at } of leaves) {
      const end = at + node.length;
      while ((spans[next]?.to ?? Infinity) <= at) next += 1;
      const inside: Span[] = [];
      for (let i = next; i < spans.length; i += 1) {
        const span = spans[i];
        if (!span || span.from >= end) break;
        const from = Math.max(span.from, at) - at;
        inside.push({ kind: span.kind, from, to: Math.min(span.to, end) - at });
      }
      if (inside.length === 0) continue;
      const before = this.#painted.get(node);
      painted.set(node, before && isRight(before, inside) ? before : rangesIn(node, inside));
    }
    for (const [node, leaf] of this.#painted) if (painted.get(node) !== leaf) show(leaf, false);
    for (const [node, leaf] of painted) if (this.#painted.get(node) !== leaf) show(leaf, true);
    this.#painted = painted;
  }

  clear(): void {
    for (const leaf of this.#painted.values()) show(leaf, false);
    this.#painted = new Map();
  }
}

/** Whether ranges are where they should be: they move along with letters, and collapse where a text is set anew. */
function isRight(leaf: PaintedLeaf, spans: readonly Span[]): boolean {
  return (
    leaf.length === spans.length &&
    leaf.every(([kind, { startOffset, endOffset }], i) => {
      const span = spans[i];
      return span?.kind === kind && span.from === startOffset && span.to === endOffset;
    })
  );
}

function rangesIn(node: Text, spans: readonly Span[]): PaintedLeaf {
  return spans.map(({ kind, from, to }) => {
    const range = node.ownerDocument.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [kind, range];
  });
}

function show(leaf: PaintedLeaf, isShown: boolean): void {
  const all = highlights();
  for (const [kind, range] of leaf) {
    if (isShown) all.get(kind)?.add(range);
    else all.get(kind)?.delete(range);
  }
}
