/**
 * Weft's editor of the first version, and the way to bring a Lexical editor of one's own: `bindLexical`
 * joins any of them to a document of format `lexical-v2`.
 *
 * The look is in `lexical/editor.css`, which the page includes by itself.
 */
export type { BindableProvider } from './lexical/provider.ts';
export type { CaretUser } from './lexical/carets.ts';
export { bindLexical, type LexicalBindingOptions } from './lexical/binding.ts';
export { createWeftEditor, type WeftEditor, type WeftEditorOptions } from './lexical/editor.ts';
