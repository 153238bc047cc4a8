import type { Inline } from '@weft/shared/model/content';
import { objectText } from '@weft/shared/model/object-text';
import {
  $create,
  DecoratorNode,
  type EditorConfig,
  type LexicalEditor,
  type LexicalNode,
  setDOMUnmanaged,
} from 'lexical';
import { drawInline } from './inline-view.ts';

/** Something in a line that is not letters: a mention, an equation, or what a newer Weft put there. */
export class InlineNode extends DecoratorNode<null> {
  __inline: Inline = { kind: '' };

  override $config() {
    return this.config('weft-inline', { extends: DecoratorNode });
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__inline = previous.__inline;
  }

  get inline(): Inline {
    return this.getLatest().__inline;
  }

  override createDOM(_config: EditorConfig, editor: LexicalEditor): HTMLElement {
    const element = document.createElement('span');
    element.className = 'inline';
    element.dataset['kind'] = this.__inline.kind;
    // A name of the other direction turns nothing around it.
    element.dir = 'auto';
    element.textContent = this.getTextContent();
    const { page } = this.__inline;
    if (typeof page === 'string') element.dataset['page'] = page;
    // What a page is called may change.
    setDOMUnmanaged(element);
    drawInline(element, this.__inline, editor);
    return element;
  }

  override updateDOM(): false {
    return false;
  }

  override decorate(): null {
    return null;
  }

  override isInline(): true {
    return true;
  }

  /** Arrows stop at what can be written, and pass over names as over letters. */
  override isKeyboardSelectable(): boolean {
    return this.__inline.kind === 'equation';
  }

  override getTextContent(): string {
    // What has no words is still to be seen.
    return objectText(this.__inline) || '\u25a1';
  }
}

export function $createInlineNode(inline: Inline): InlineNode {
  const node = $create(InlineNode);
  node.__inline = inline;
  return node;
}

export function $isInlineNode(node: LexicalNode | null | undefined): node is InlineNode {
  return node instanceof InlineNode;
}
