import { type LexicalEditor, registerEventListener } from 'lexical';

const SAFE_PROTOCOLS = new Set(['http:', 'https:', 'mailto:']);

/** Mod+click follows a link; where nothing can be edited a plain click does. Others than web and mail lead nowhere. */
export function registerLinkFollowing(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    return registerEventListener(root, 'click', (event) => {
      if (!(event.target instanceof Element)) return;
      const anchor = event.target.closest('a[href]');
      if (!(anchor instanceof HTMLAnchorElement)) return;
      // A card is no text: nobody puts a caret into it, and the browser follows it.
      if (anchor.closest('.block-view')) return;
      event.preventDefault();
      if (editor.isEditable() && !event.metaKey && !event.ctrlKey) return;
      if (!SAFE_PROTOCOLS.has(anchor.protocol)) return;
      // No opener: the page that opens must not be able to navigate this one.
      window.open(anchor.href, '_blank', 'noopener,noreferrer');
    });
  });
}
