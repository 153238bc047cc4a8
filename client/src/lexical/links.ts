import { $isCodeNode } from '@lexical/code-core';
import {
  $isAutoLinkNode,
  AutoLinkExtension,
  AutoLinkNode,
  autoLinkEmailMatcher,
  autoLinkUrlMatcher,
  formatUrl,
  LinkExtension,
  LinkNode,
} from '@lexical/link';
import {
  configExtension,
  defineExtension,
  type LexicalEditor,
  mergeRegister,
  registerEventListener,
} from 'lexical';

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/**
 * Whether a link may lead to `url`: http, https or mailto, with `example.com` read as https the way a
 * link node renders it. Text with white space inside is no address, although the URL parser drops line
 * breaks and would call it one.
 */
function isSafeUrl(url: string): boolean {
  if (/\s/.test(url)) return false;
  try {
    return SAFE_PROTOCOLS.has(new URL(formatUrl(url)).protocol);
  } catch {
    return false;
  }
}

/**
 * A link that leads elsewhere becomes the text it was. Runs on what is typed and pasted here; what a
 * teammate's document holds is only rendered, and Lexical's own sanitizer blanks script addresses there.
 */
function $unwrapUnsafeLink(node: LinkNode): void {
  if (isSafeUrl(node.getURL())) return;
  if ($isAutoLinkNode(node) && node.getIsUnlinked()) return;
  for (const child of node.getChildren()) node.insertBefore(child);
  node.remove();
}

/** Mod+click follows a link; where nothing can be edited a plain click does. */
function registerFollowing(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    return registerEventListener(root, 'click', (event) => {
      if (!(event.target instanceof Element)) return;
      const anchor = event.target.closest('a[href]');
      if (!(anchor instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      if (editor.isEditable() && !event.metaKey && !event.ctrlKey) return;
      // No opener: the page that opens must not be able to navigate this one.
      window.open(anchor.href, '_blank', 'noopener,noreferrer');
    });
  });
}

/** Links typed, pasted or written as Markdown. */
export const LinksExtension = defineExtension({
  name: '@weft/client/lexical/links',
  dependencies: [
    configExtension(LinkExtension, { validateUrl: isSafeUrl }),
    configExtension(AutoLinkExtension, {
      matchers: [autoLinkUrlMatcher, autoLinkEmailMatcher],
      excludeParents: [$isCodeNode],
    }),
  ],
  register: (editor) =>
    mergeRegister(
      editor.registerNodeTransform(LinkNode, $unwrapUnsafeLink),
      editor.registerNodeTransform(AutoLinkNode, $unwrapUnsafeLink),
      registerFollowing(editor),
    ),
});
