import {
  createEditor,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  type NodeMutation,
} from 'lexical';
import { registerCodeHighlights } from './code/code-highlights.ts';
import { registerCurrentLine } from './current-line.ts';
import { registerDirections } from './directions.ts';
import { registerEditingHost } from './editing-host.ts';
import { ENGLISH_WORDS, type EditorWords, showWords } from './editor-words.ts';
import { registerEmptyNames } from './empty-names.ts';
import { registerLineEditing } from './keys/line-editing.ts';
import { registerLinkFollowing } from './link-following.ts';
import { drawInlineFootnote } from './footnotes/inline-footnote.ts';
import { drawInlineEquation } from './maths/inline-equation.ts';
import { BlockNode } from './nodes/block-node.ts';
import { type BlockViews, provideViews } from './nodes/block-view.ts';
import { provideInlineViews } from './nodes/inline-view.ts';
import { VoidNode } from './nodes/void-node.ts';
import { PAGE_NODES } from './nodes.ts';
import { registerKeptBlocks } from './selection/kept-blocks.ts';
import { registerSelectedBlocks } from './selection/selected-blocks.ts';
import { registerSelectionCatchUp } from './selection/selection-catch-up.ts';
import { theme } from './theme.ts';
import { registerViewFollowing } from './view-following.ts';

/** How what stands in a line is drawn, by kind; what is not here is shown as its words. */
const INLINE_VIEWS = new Map([
  ['equation', drawInlineEquation],
  ['footnote', drawInlineFootnote],
]);

export interface BlockEditorOptions {
  /** Told of every error inside the editor, which goes on from its last good state. */
  readonly onError: (error: Error) => void;
  /** What the editor says by itself, in the reader's language; English where nothing is said. */
  readonly messages?: Partial<EditorWords>;
  /** What blocks show besides their text; nothing where nothing is said. */
  readonly views?: BlockViews;
}

/** A Lexical editor of pages that `dispose()` ends for good. */
export interface BlockEditor extends LexicalEditor {
  dispose(): void;
}

/**
 * An editor of pages without a framework: give it a place with `setRootElement` and content with `bindBlocks`. It
 * starts empty and read-only, because content comes from the document alone, and has no history of its
 * own, because undo belongs to the document as well.
 */
export function createBlockEditor({
  onError,
  messages = {},
  views = new Map(),
}: BlockEditorOptions): BlockEditor {
  const words = { ...ENGLISH_WORDS, ...messages };
  const editor = createEditor({
    namespace: 'weft-page',
    nodes: PAGE_NODES,
    theme,
    editable: false,
    onError,
  });
  const shown = provideViews(editor, views);
  const endViews = (mutations: ReadonlyMap<NodeKey, NodeMutation>): void => {
    for (const [key, mutation] of mutations) if (mutation === 'destroyed') shown.end(key);
  };
  provideInlineViews(editor, INLINE_VIEWS);
  const stop = mergeRegister(
    editor.registerMutationListener(BlockNode, endViews),
    editor.registerMutationListener(VoidNode, endViews),
    registerLineEditing(editor),
    registerEditingHost(editor),
    registerLinkFollowing(editor),
    registerViewFollowing(editor),
    registerCodeHighlights(editor),
    registerSelectedBlocks(editor),
    registerKeptBlocks(editor),
    registerSelectionCatchUp(editor),
    registerCurrentLine(editor),
    registerDirections(editor),
    registerEmptyNames(editor, words),
    editor.registerRootListener((root) => {
      if (root) showWords(root, words);
    }),
  );
  return Object.assign(editor, {
    dispose(): void {
      editor.setRootElement(null);
      shown.endAll();
      stop();
    },
  });
}
