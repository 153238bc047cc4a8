import {
  $create,
  DecoratorNode,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
} from 'lexical';
import { addView, viewIn } from './block-view.ts';
import { type BlockFacts, NO_FACTS, sameFacts } from './block-facts.ts';
import { showFacts } from './block-node.ts';

/** A block without text of its own, such as a divider. It is selected as a whole. */
export class VoidNode extends DecoratorNode<null> {
  __facts: BlockFacts = NO_FACTS;

  override $config() {
    return this.config('weft-void', { extends: DecoratorNode });
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
    const element = document.createElement('div');
    showFacts(element, this.__facts);
    addView(element, this.__key, this.__facts, editor);
    if (!viewIn(element))
      element.append(document.createElement(this.__facts.type === 'divider' ? 'hr' : 'span'));
    return element;
  }

  override updateDOM(previous: this, element: HTMLElement): boolean {
    if (previous.__facts.type !== this.__facts.type) return true;
    showFacts(element, this.__facts);
    viewIn(element)?.update(this.__facts);
    return false;
  }

  override decorate(): null {
    return null;
  }

  override isInline(): false {
    return false;
  }

  override getTextContent(): string {
    return '\n';
  }
}

export function $createVoidNode(facts: BlockFacts): VoidNode {
  const node = $create(VoidNode);
  node.__facts = facts;
  return node;
}

export function $isVoidNode(node: LexicalNode | null | undefined): node is VoidNode {
  return node instanceof VoidNode;
}
