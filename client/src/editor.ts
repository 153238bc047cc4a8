/**
 * Weft's editor of pages: documents of format `blocks`, which the model in `@weft/shared/model` reads and writes. Plain
 * DOM on Lexical, without a framework.
 *
 * The look is in `editor/editor.css`, which the page includes by itself.
 */
export type { CaretUser } from './editor/carets/carets.ts';
export type { EditorWords } from './editor/editor-words.ts';
export type { BlockView, BlockViews, CreateBlockView } from './editor/nodes/block-view.ts';
export type { PageProvider } from './editor/page-provider.ts';
export { bindBlocks, type BlockBindingsOptions, type BoundBlocks } from './editor/bind-blocks.ts';
export {
  createBlockEditor,
  type BlockEditor,
  type BlockEditorOptions,
} from './editor/block-editor.ts';
