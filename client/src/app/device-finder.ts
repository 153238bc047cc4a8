import type { PageNode } from '@weft/shared/pages/page-tree';
import { Page } from '@weft/shared/model/page';
import { pageLines } from '@weft/shared/model/page-lines';
import type { SearchAnswer } from '@weft/shared/protocol/down';
import type { SearchWanted } from '@weft/shared/protocol/routes';
import { bestExcerpt } from '@weft/shared/search/excerpt';
import { fold, termsOf } from '@weft/shared/search/search-terms';
import * as Y from 'yjs';
import type { Pages } from '../pages/pages.ts';
import type { CopyStore } from '../sync.ts';

/** Pages whose texts are read, and those that are answered. */
const MOST_READ = 1_000;
const MOST_FOUND = 30;

/**
 * Looks for words in the texts that this device has, where the server cannot be asked. All words must be on a page, as parts
 * of words too; the pages that were made last are read first.
 */
export async function findOnDevice(
  pages: Pages,
  copies: Pick<CopyStore, 'load'>,
  { text, isInTitles = false, since }: SearchWanted,
  signal: AbortSignal,
): Promise<SearchAnswer['results']> {
  const { forest } = pages.get();
  const terms = termsOf(text);
  // Nothing here says when a page was changed, or which were changed last.
  if (!forest || terms.length === 0 || isInTitles || since !== undefined) return [];
  const shown = [...forest.all()]
    .filter(({ id, format }) => format === 'blocks' && forest.isShown(id))
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const results: SearchAnswer['results'] = [];
  for (const page of shown.slice(0, MOST_READ)) {
    if (signal.aborted || results.length === MOST_FOUND) break;
    const found = await findOn(page, pages.titleOf(page), terms, copies);
    if (found) results.push(found);
  }
  return results;
}

async function findOn(
  { id, createdAt }: PageNode,
  title: string,
  terms: readonly string[],
  copies: Pick<CopyStore, 'load'>,
): Promise<SearchAnswer['results'][number] | undefined> {
  const copy = await copies.load(id).catch(() => undefined);
  if (!copy) return undefined;
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const update of copy.updates) Y.applyUpdate(doc, update);
  });
  const page = new Page(doc);
  const lines = pageLines(page);
  page.dispose();
  doc.destroy();
  const all = fold([title, ...lines.map((line) => line.text)].join('\n'));
  if (!terms.every((term) => all.includes(term))) return undefined;
  const excerpt = bestExcerpt(lines, terms);
  return {
    page: id,
    updatedAt: createdAt,
    ...(excerpt && {
      excerpt: {
        ...excerpt,
        marks: excerpt.marks.map(([from, to]): [number, number] => [from, to]),
      },
    }),
  };
}
