import type { LexicalEditor } from 'lexical';
import type { BlockFacts } from '../nodes/block-facts.ts';
import type { MediaFiles } from '../media-files.ts';
import { SELECT_VIEWED_COMMAND } from './media-commands.ts';
import type { MediaWords } from './media-words.ts';

/** What all views of media share. */
export interface MediaViewOptions {
  readonly files: MediaFiles;
  readonly words: MediaWords;
}

/** What one view knows of its block. */
export interface MediaContext extends MediaViewOptions {
  readonly editor: LexicalEditor;
  /** Those of now. */
  readonly facts: () => BlockFacts;
}

/** What in a view has a press of its own. */
const CONTROLS = 'a[href], button, audio, video, iframe, [role="slider"]';

/** The text of a prop. */
export function wordsIn({ props }: BlockFacts, prop: string): string {
  const value = props[prop];
  return typeof value === 'string' ? value : '';
}

/** The whole number of a prop, 0 for none. */
export function numberIn({ props }: BlockFacts, prop: string): number {
  const value = props[prop];
  return typeof value === 'number' ? value : 0;
}

/**
 * The element of a view. Keys that are pressed in it are its own and not the page's, but for Escape, which goes back; a press
 * beside its controls selects the block.
 */
export function mediaElement({ editor, facts }: MediaContext, kind: string): HTMLElement {
  const made = document.createElement('div');
  made.className = 'media';
  made.dataset['media'] = kind;
  const select = (): void => {
    editor.dispatchCommand(SELECT_VIEWED_COMMAND, facts().id);
  };
  made.addEventListener('keydown', (event) => {
    event.stopPropagation();
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    select();
  });
  made.addEventListener('click', (event) => {
    if (event.target instanceof Element && !event.target.closest(CONTROLS)) select();
  });
  return made;
}
