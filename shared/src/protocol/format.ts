/**
 * A document's format says which binding may write it, and chooses its seed. It is recorded when the
 * document is made and never changes: the wrong binding would read another's text as damage.
 *
 * - `blocks`: Weft's block document (shared/DOCUMENT.md).
 * - `lexical-v2`: stock `@lexical/yjs` V2, root `Y.XmlElement` named `root-v2`.
 * - `raw`: any Yjs content, for developers who bring their own editor.
 */
export const DOCUMENT_FORMATS = ['blocks', 'lexical-v2', 'raw'] as const;
export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

/** The root `Y.Text` that every format keeps its title in. */
export const TITLE_ROOT = 'title';
