import type { Json } from '@weft/shared/model/content';
import { isBlockType } from '@weft/shared/model/registry';
import {
  $create,
  type EditorConfig,
  type ElementDOMSlot,
  ElementNode,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import { type BlockFacts, NO_FACTS, sameFacts } from './block-facts.ts';
import { addView, isViewed, viewIn } from './block-view.ts';

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

/** What types are that no element is. */
const ROLES = new Map(Object.entries({ todo: 'checkbox', footnote: 'doc-footnote' }));

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

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = document.createElement(TAGS.get(this.__facts.type) ?? 'div');
    showFacts(element, this.__facts);
    addView(element, this.__key, this.__facts, editor);
    return element;
  }

  /** The text comes after what the block shows besides. */
  override getDOMSlot(element: HTMLElement): ElementDOMSlot<HTMLElement> {
    return super.getDOMSlot(element).withAfter(viewIn(element)?.element);
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    const [before, after] = [previous.__facts, this.__facts];
    if (before === after) return false;
    const isOther = TAGS.get(before.type) !== TAGS.get(after.type);
    if (isOther || (before.type !== after.type && (isViewed(before.type) || isViewed(after.type))))
      return true;
    showFacts(element, after);
    viewIn(element)?.update(after);
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
  set(dataset, 'boxed', facts.boxed);
  // Dots, rings and squares take turns.
  set(dataset, 'bullet', facts.type === 'bulleted' && String(facts.bullets % 3));
  set(dataset, 'label', facts.label);
  set(dataset, 'edited', facts.edited);
  set(dataset, 'unknown', facts.type !== '' && !isBlockType(facts.type));
  set(dataset, 'fold', facts.fold);
  element.role = ROLES.get(facts.type) ?? null;
  element.ariaChecked = facts.type === 'todo' ? String(facts.props['checked'] === true) : null;
  set(dataset, 'color', facts.props['color']);
  set(dataset, 'background', facts.props['background']);
  set(dataset, 'wrap', facts.props['wrap']);
  set(dataset, 'numbered', facts.props['lineNumbers']);
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
