import type { Json } from '@weft/shared/model/content';
import type { BlockId } from '@weft/shared/model/block-id';
import { sameJson } from '@weft/shared/model/marks';
import { isBlockType } from '@weft/shared/model/registry';
import { $create, type EditorConfig, ElementNode, type LexicalNode } from 'lexical';

/** All that a line on the page shows about its block, apart from its text. */
export interface BlockFacts {
  readonly id: BlockId;
  readonly type: string;
  /** How deep it is nested within its surface. */
  readonly depth: number;
  /** Depth of the quote it is in, whose bar goes on beside it; -1 for none. */
  readonly bar: number;
  /** Depth of the callout it is in, whose box goes on around it; -1 for none. */
  readonly box: number;
  readonly props: { readonly [prop: string]: Json };
  /** What stands before a numbered item, such as `3.`; on a table, how many rows are not drawn, such as `+980`. */
  readonly label: string;
  /** Somebody wrote in it while somebody else deleted it. */
  readonly edited: boolean;
  /** Of a toggle, whether what is nested in it is shown, or that there is nothing. */
  readonly fold: '' | 'open' | 'closed' | 'empty';
}

export const NO_FACTS: BlockFacts = {
  id: '',
  type: 'text',
  depth: 0,
  bar: -1,
  box: -1,
  props: {},
  label: '',
  edited: false,
  fold: '',
};

/** Whether two blocks look the same but for their text. */
export function sameFacts(a: BlockFacts, b: BlockFacts): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.type === b.type &&
      a.depth === b.depth &&
      a.bar === b.bar &&
      a.box === b.box &&
      a.label === b.label &&
      a.edited === b.edited &&
      a.fold === b.fold &&
      sameJson(a.props, b.props))
  );
}

/** By type; a map, because a document may name a type as every object names its methods. */
const TAGS = new Map<string, keyof HTMLElementTagNameMap>(
  Object.entries({
    heading1: 'h1',
    heading2: 'h2',
    heading3: 'h3',
    quote: 'blockquote',
    code: 'pre',
    equation: 'pre',
  } as const),
);

/**
 * A line with text: one block of the document. Blocks of a surface stand side by side whatever their depth, so
 * that nesting one, or turning it into something else, changes an attribute and never moves a text node.
 */
export class BlockNode extends ElementNode {
  __facts: BlockFacts = NO_FACTS;

  override $config() {
    return this.config('weft-block', { extends: ElementNode });
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__facts = previous.__facts;
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

  override createDOM(_config: EditorConfig): HTMLElement {
    const element = document.createElement(TAGS.get(this.__facts.type) ?? 'div');
    showFacts(element, this.__facts);
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    const [before, after] = [previous.__facts, this.__facts];
    if (before === after) return false;
    if (TAGS.get(before.type) !== TAGS.get(after.type)) return true;
    showFacts(element, after);
    return false;
  }

  override canIndent(): false {
    return false;
  }

  override collapseAtStart(): true {
    return true;
  }
}

/** Puts what is to be seen of a block on its element, where the style sheet finds it. */
export function showFacts(element: HTMLElement, facts: BlockFacts): void {
  element.className = 'block';
  const { dataset } = element;
  dataset['block'] = facts.id;
  dataset['type'] = facts.type;
  dataset['depth'] = String(facts.depth);
  for (const name of ['depth', 'bar', 'box'] as const) {
    element.style.setProperty(`--${name}`, String(facts[name]));
  }
  set(dataset, 'bar', facts.bar >= 0);
  set(dataset, 'box', facts.box >= 0);
  set(dataset, 'label', facts.label);
  set(dataset, 'edited', facts.edited);
  set(dataset, 'unknown', facts.type !== '' && !isBlockType(facts.type));
  set(dataset, 'fold', facts.fold);
  const isTodo = facts.type === 'todo';
  element.role = isTodo ? 'checkbox' : null;
  element.ariaChecked = isTodo ? String(facts.props['checked'] === true) : null;
  set(dataset, 'color', facts.props['color']);
  set(dataset, 'background', facts.props['background']);
  set(dataset, 'icon', facts.props['icon']);
  set(dataset, 'name', facts.props['name'] ?? facts.props['title'] ?? facts.props['address']);
}

function set(dataset: DOMStringMap, name: string, value: Json | undefined): void {
  if (value === true) dataset[name] = '';
  else if (typeof value === 'string' && value !== '') dataset[name] = value;
  else delete dataset[name];
}

export function $createBlockNode(facts: BlockFacts): BlockNode {
  const node = $create(BlockNode);
  node.__facts = facts;
  return node;
}

export function $isBlockNode(node: LexicalNode | null | undefined): node is BlockNode {
  return node instanceof BlockNode;
}
