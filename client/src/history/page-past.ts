import * as Y from 'yjs';
import { Page } from '@weft/shared/model/page';
import type { RowAuthors } from '@weft/shared/protocol/history';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { authorshipOf, authorsOfRows } from './authorship.ts';
import { type Differences, differencesOf } from './differences.ts';

/** What a document was, at any of its rows. */
export interface PagePast {
  /** What its authors go by; their numbers are places in this list. */
  readonly authors: readonly string[];
  /**
   * The document after the row at `offset`, with what became otherwise since the one at `since`.
   *
   * @param isAttributed whether all of it says who wrote it
   */
  show(offset: number, since: number, isAttributed: boolean): Differences;
  /** The page as it was after the row at `offset`, and its title; `dispose` the page. */
  at(offset: number): { readonly page: Page; readonly title: string };
}

/** @param rows all rows of the document, as they were appended */
export function createPagePast(rows: readonly Uint8Array[], rowAuthors: RowAuthors): PagePast {
  const authors = authorsOfRows(rowAuthors);
  return {
    authors: rowAuthors.authors,
    show(offset, since, isAttributed) {
      const after = documentOf(rows.slice(0, offset));
      const before = documentOf(rows.slice(0, since));
      const authorship = authorshipOf(rows.slice(0, offset), authors, since);
      return differencesOf({ before, after, authorship, isAttributed });
    },
    at(offset) {
      const doc = documentOf(rows.slice(0, offset));
      return { page: new Page(doc), title: doc.getText(TITLE_ROOT).toString() };
    },
  };
}

/** A document that forgets nothing that was deleted. */
function documentOf(rows: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc({ gc: false });
  // One transaction: fifty thousand of them take ten times as long.
  doc.transact(() => {
    for (const row of rows) {
      try {
        Y.applyUpdate(doc, row);
      } catch {
        // The server keeps rows that nobody can apply, so that nothing is thinned in silence.
      }
    }
  });
  return doc;
}
