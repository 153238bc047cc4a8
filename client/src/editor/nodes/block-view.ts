import { isCaptioned } from '@weft/shared/model/captioned';
import { type LexicalEditor, type NodeKey, setDOMUnmanaged } from 'lexical';
import type { BlockFacts } from './block-facts.ts';

/** What a block shows besides its text, such as a picture: plain DOM, in which nobody types. */
export interface BlockView {
  readonly element: HTMLElement;
  /** Called with every change of the block, but not of its text. */
  update(facts: BlockFacts): void;
  /** Called with the text of the block once it is shown, and with every change of it. */
  read?(text: string): void;
  /** Called when the caret comes into the text of the block, and when it goes. */
  enter?(isIn: boolean): void;
  /** Called once, when it is not shown any more. */
  end?(): void;
}

export type CreateBlockView = (facts: BlockFacts, editor: LexicalEditor) => BlockView;

/** By type of block. */
export type BlockViews = ReadonlyMap<string, CreateBlockView>;

/** Types that have something to show besides a text that is a caption. */
const DRAWN: ReadonlySet<string> = new Set(['code', 'equation', 'contents', 'page']);

/** Whether blocks of a type may have a view. Turning a block into or from one of them draws it anew. */
export function isViewed(type: string): boolean {
  return DRAWN.has(type) || isCaptioned({ type });
}

interface Shown {
  readonly create: BlockViews;
  readonly views: Map<NodeKey, BlockView>;
}

const SHOWN = new WeakMap<LexicalEditor, Shown>();
const VIEW_OF = new WeakMap<HTMLElement, BlockView>();

/** How the views of an editor end. */
export interface ViewEnds {
  /** That of a node that is gone. */
  end(key: NodeKey): void;
  /** All of them: of an editor that is taken down, no node is told to be gone. */
  endAll(): void;
}

/** Says which types of block have a view in an editor; before it shows any. */
export function provideViews(editor: LexicalEditor, create: BlockViews): ViewEnds {
  const views = new Map<NodeKey, BlockView>();
  SHOWN.set(editor, { create, views });
  const end = (key: NodeKey): void => {
    views.get(key)?.end?.();
    views.delete(key);
  };
  return {
    end,
    endAll() {
      for (const key of views.keys()) end(key);
    },
  };
}

/** Puts the view of a block, if its type has one, into the new element of its node. */
export function addView(
  element: HTMLElement,
  key: NodeKey,
  facts: BlockFacts,
  editor: LexicalEditor,
): void {
  const shown = SHOWN.get(editor);
  const create = shown?.create.get(facts.type);
  if (!shown || !create) return;
  shown.views.get(key)?.end?.();
  const view = create(facts, editor);
  view.element.classList.add('block-view');
  view.element.contentEditable = 'false';
  // Its words are the app's, whatever those of the block are.
  view.element.dir = document.documentElement.dir || 'ltr';
  // What changes in it is not the editor's to look at.
  setDOMUnmanaged(view.element);
  shown.views.set(key, view);
  VIEW_OF.set(element, view);
  element.dataset['viewed'] = '';
  element.append(view.element);
}

/** The view of a node that is shown. */
export function viewOf(editor: LexicalEditor, key: NodeKey): BlockView | undefined {
  return SHOWN.get(editor)?.views.get(key);
}

/** The view in an element of a node. */
export function viewIn(element: HTMLElement): BlockView | undefined {
  return VIEW_OF.get(element);
}
