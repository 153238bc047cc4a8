import type { SearchAnswer } from '@weft/shared/protocol/down';
import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Pages } from '../pages/pages.ts';
import { search } from '../widgets/search.ts';
import { nameOf } from './page-name.ts';

type Excerpt = NonNullable<SearchAnswer['results'][number]['excerpt']>;

/** A page that was found, by its name here or by its text on the server. */
export interface FoundPage {
  readonly page: PageNode;
  readonly excerpt: Excerpt | undefined;
}

/** Names that are found on this device come first, so many at most. */
const MOST_NAMES = 6;

/**
 * Names that this device knows, at once, and then what the server found. Pages that are shown in no tree are left out.
 *
 * @param recent of those that the person came to, the last first; shown where nothing is looked for
 */
export function foundPages(
  pages: Pages,
  query: string,
  recent: readonly string[],
  results: SearchAnswer['results'],
): FoundPage[] {
  const { forest } = pages.get();
  if (!forest) return [];
  const found = new Map<DocId, FoundPage>();
  const add = (id: string, excerpt: Excerpt | undefined): void => {
    const page = forest.get(id as DocId);
    if (!page || !forest.isShown(page.id)) return;
    // The text says more of a page whose name was found already.
    if (!found.get(page.id)?.excerpt) found.set(page.id, { page, excerpt });
  };
  if (query.trim() === '') for (const id of recent) add(id, undefined);
  else {
    const named = [...forest.all()].map((page) => ({
      id: page.id,
      label: nameOf(pages, page),
      words: '',
    }));
    for (const { id } of search(named, query).slice(0, MOST_NAMES)) add(id, undefined);
  }
  for (const { page, excerpt } of results) add(page, excerpt);
  return [...found.values()];
}

/** A text in pieces, of which some are marked. */
export function markedPieces({
  text,
  marks,
}: Pick<Excerpt, 'text' | 'marks'>): { readonly text: string; readonly isMarked: boolean }[] {
  const pieces = [];
  let at = 0;
  for (const [from, to] of marks) {
    if (from < at || to > text.length) continue;
    pieces.push({ text: text.slice(at, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    at = to;
  }
  pieces.push({ text: text.slice(at), isMarked: false });
  return pieces.filter((piece) => piece.text !== '');
}
