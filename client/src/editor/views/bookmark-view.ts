import type { CreateBlockView } from '../nodes/block-view.ts';
import { bookmarkCard } from './bookmark-card.ts';
import { linkedView } from './linked-view.ts';
import type { MediaViewOptions } from './media-context.ts';

export function bookmarkView(options: MediaViewOptions): CreateBlockView {
  return linkedView(options, 'bookmark', ['address', 'title', 'description'], (_, facts) =>
    bookmarkCard(facts),
  );
}
