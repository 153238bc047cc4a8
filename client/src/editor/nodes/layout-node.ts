import { $create, type ElementDOMSlot, ElementNode, type LexicalNode } from 'lexical';
import { type BlockFacts, NO_FACTS, sameFacts } from './block-facts.ts';
import { showFacts } from './block-node.ts';
import { createTableFrame, showWidths, tableIn } from './table-frame.ts';

/**
 * What a layout is built of. Surfaces (`cell`, `column`) hold lines, as the page does; the others hold surfaces.
 */
export type LayoutKind = 'table' | 'tableRow' | 'cell' | 'columns' | 'column';

const TAGS = {
  tableRow: 'tr',
  cell: 'td',
  columns: 'div',
  column: 'div',
} as const satisfies Record<Exclude<LayoutKind, 'table'>, string>;

/** A part of a table or of columns. The id of a cell's facts is that of the container it is. */
export class LayoutNode extends ElementNode {
  __kind: LayoutKind = 'column';
  __facts: BlockFacts = NO_FACTS;

  override $config() {
    return this.config('weft-layout', { extends: ElementNode });
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__kind = previous.__kind;
    this.__facts = previous.__facts;
  }

  get kind(): LayoutKind {
    return this.getLatest().__kind;
  }

  get facts(): BlockFacts {
    return this.getLatest().__facts;
  }

  setFacts(facts: BlockFacts): this {
    if (sameFacts(this.facts, facts)) return this;
    const writable = this.getWritable();
    writable.__facts = facts;
    return writable;
  }

  override createDOM(): HTMLElement {
    const kind = this.__kind;
    const element = kind === 'table' ? createTableFrame() : document.createElement(TAGS[kind]);
    this.#show(element);
    return element;
  }

  /** A keystroke in a cell comes by here for all that is around it, and costs nothing. */
  override updateDOM(previous: this, element: HTMLElement): false {
    if (previous.__facts !== this.__facts) this.#show(element);
    return false;
  }

  /** Rows stand in the table, which stands in a frame. */
  override getDOMSlot(element: HTMLElement): ElementDOMSlot<HTMLElement> {
    const slot = super.getDOMSlot(element);
    const parts = this.__kind === 'table' ? tableIn(element) : undefined;
    return parts ? slot.withElement(parts.table).withAfter(parts.widths) : slot;
  }

  #show(element: HTMLElement): void {
    showFacts(element, this.__facts);
    const { dataset } = element;
    dataset['layout'] = this.__kind;
    const { props, header, widths } = this.__facts;
    if (typeof props['share'] === 'number')
      element.style.setProperty('--share', String(props['share']));
    else element.style.removeProperty('--share');
    if (header === '') delete dataset['header'];
    else dataset['header'] = header;
    // A `td` that is turned into a `th` would have to be drawn anew, with the caret in it.
    element.role = header === '' ? null : `${header}header`;
    if (this.__kind === 'table') showWidths(element, widths);
  }

  /** What is typed in one surface never runs into another. */
  override isShadowRoot(): boolean {
    return this.kind === 'cell' || this.kind === 'column';
  }

  override canIndent(): false {
    return false;
  }
}

export function $createLayoutNode(kind: LayoutKind, facts: BlockFacts): LayoutNode {
  const node = $create(LayoutNode);
  node.__kind = kind;
  node.__facts = facts;
  return node;
}

export function $isLayoutNode(node: LexicalNode | null | undefined): node is LayoutNode {
  return node instanceof LayoutNode;
}
