import type { Excerpt } from '@weft/shared/search/excerpt';
import type { DocId } from '@weft/shared/protocol/ids';

/** What somebody looks for. Times in milliseconds since 1970. */
export interface SearchQuery {
  /** As it was typed; nothing for what was changed last. */
  readonly text: string;
  readonly isInTitles: boolean;
  readonly since: number | undefined;
  readonly until: number | undefined;
  /** Answers at most, those that the caller may not see included. */
  readonly limit: number;
}

export interface SearchHit {
  readonly page: DocId;
  readonly updatedAt: number;
}

/** A place where a page is linked to. */
export interface LinkHit {
  readonly from: DocId;
  readonly excerpt: Excerpt;
}

/** Port: words and links of pages, behind the log by a moment, and made anew from it where they are lost. */
export interface Search {
  /** The best first. Rejects with `SearchUnavailable`. */
  find(query: SearchQuery): Promise<SearchHit[]>;
  /** The best line of each page for what was typed; nothing where no line has any of it. */
  excerpts(pages: readonly DocId[], text: string): Promise<(Excerpt | undefined)[]>;
  /** Where a page is linked to, the page changed last first, at most `limit`. */
  linksTo(page: DocId, limit: number): Promise<LinkHit[]>;
  /** Up to which offset each document was read; 0 for those that never were. */
  offsets(docs: readonly DocId[]): Promise<number[]>;
  /** Lets go of a document that is no more. */
  forget(doc: DocId): Promise<void>;
}

/** Nobody can look for anything now; it may be tried again. */
export class SearchUnavailable extends Error {
  override name = 'SearchUnavailable';
}
