import { $create, ElementNode, type LexicalNode } from 'lexical';
import { type BlockFacts, NO_FACTS, sameFacts } from './block-facts.ts';
import { showFacts } from './block-node.ts';

/**
 * What a layout is built of. Surfaces (`cell`, `column`) hold lines, as the page does; the others hold surfaces.
 */
export type LayoutKind = 'table' | 'tableRow' | 'cell' | 'columns' | 'column';

const TAGS = {
  table: 'table',
  tableRow: 'tr',
  cell: 'td',
  columns: 'div',
  column: 'div',
} as const satisfies Record<LayoutKind, string>;

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
    const element = document.createElement(TAGS[this.__kind]);
    this.#show(element);
    return element;
  }

  override updateDOM(_previous: this, element: HTMLElement): false {
    this.#show(element);
    return false;
  }

  #show(element: HTMLElement): void {
    showFacts(element, this.__facts);
    const { dataset } = element;
    dataset['layout'] = this.__kind;
    const { share } = this.__facts.props;
    if (typeof share === 'number') element.style.setProperty('--share', String(share));
    else element.style.removeProperty('--share');
    for (const header of ['headerRow', 'headerColumn'] as const) {
      if (this.__facts.props[header] === true) dataset[header] = '';
      else delete dataset[header];
    }
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
