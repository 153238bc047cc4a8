import { safeAddress } from '@weft/shared/html/safe-address';
import { $create, type EditorConfig, ElementNode, type LexicalNode } from 'lexical';

const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
const OF_THIS_SITE = /^[/?#.]/;

/**
 * Letters that lead somewhere. Where that is neither the web, nor mail, nor this site they are letters like any others,
 * and the address stays with them in the document.
 */
export class LinkNode extends ElementNode {
  __url = '';

  override $config() {
    return this.config('weft-link', { extends: ElementNode });
  }

  override afterCloneFrom(previous: this): void {
    super.afterCloneFrom(previous);
    this.__url = previous.__url;
  }

  /** As the document has it. */
  getURL(): string {
    return this.getLatest().__url;
  }

  override createDOM({ theme }: EditorConfig): HTMLElement {
    const element = document.createElement('a');
    if (typeof theme.link === 'string') element.className = theme.link;
    const href = hrefOf(this.__url);
    if (href !== undefined) element.setAttribute('href', href);
    return element;
  }

  override updateDOM(previous: this): boolean {
    return previous.__url !== this.__url;
  }

  override isInline(): true {
    return true;
  }

  override canBeEmpty(): false {
    return false;
  }

  override canInsertTextBefore(): false {
    return false;
  }

  override canInsertTextAfter(): false {
    return false;
  }
}

export function $createLinkNode(url: string): LinkNode {
  const node = $create(LinkNode);
  node.__url = url;
  return node;
}

export function $isLinkNode(node: LexicalNode | null | undefined): node is LinkNode {
  return node instanceof LinkNode;
}

/** Where a link leads: what names no scheme is of the web, as people write it. */
function hrefOf(link: string): string | undefined {
  const safe = safeAddress(link)?.trim();
  if (safe === undefined) return undefined;
  const address = WITH_SCHEME.test(safe) || OF_THIS_SITE.test(safe) ? safe : `https://${safe}`;
  return URL.canParse(address, document.baseURI) ? address : undefined;
}
