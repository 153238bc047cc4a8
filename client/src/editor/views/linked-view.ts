import type { BlockFacts } from '../nodes/block-facts.ts';
import type { CreateBlockView } from '../nodes/block-view.ts';
import { element } from './element.ts';
import { emptyMedia } from './empty-media.ts';
import {
  type MediaContext,
  mediaElement,
  type MediaViewOptions,
  wordsIn,
} from './media-context.ts';
import { mediaNote } from './media-note.ts';
import { createMediaTools } from './media-tools.ts';

/** What stands for an address; `undefined` if nothing may. */
export type ShowAddress = (context: MediaContext, facts: BlockFacts) => HTMLElement | undefined;

/**
 * A view of a page elsewhere: a card, or the page itself once somebody asks for it.
 *
 * @param drawnAnew - props whose change draws it again
 */
export function linkedView(
  options: MediaViewOptions,
  kind: 'bookmark' | 'embed',
  drawnAnew: readonly string[],
  show: ShowAddress,
): CreateBlockView {
  return (first, editor) => {
    let facts = first;
    const context: MediaContext = { ...options, editor, facts: () => facts };
    const made = mediaElement(context, kind);
    let shown: string | undefined;

    function draw(): void {
      const now = JSON.stringify(drawnAnew.map((prop) => facts.props[prop] ?? null));
      if (now === shown) return;
      shown = now;
      if (wordsIn(facts, 'address') === '') {
        made.replaceChildren(emptyMedia(context, kind));
        return;
      }
      const content = show(context, facts) ?? mediaNote(options.words.unsafe);
      const tools = createMediaTools(context, ['replace']);
      made.replaceChildren(element('div', 'media-linked', {}, content, tools.element));
    }

    draw();
    return {
      element: made,
      update(next) {
        facts = next;
        draw();
      },
    };
  };
}
