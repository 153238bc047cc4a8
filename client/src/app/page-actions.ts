import type { Counts } from '@weft/shared/plain-text';

/** What can be done with a page as a whole, and asked about it. */
export interface PageActions {
  /** Words and characters of the page, and of what is selected if anything is. */
  counts(): Promise<{ readonly page: Counts; readonly selected: Counts | undefined }>;
  copyLink(): void;
  copyMarkdown(): void;
  /** Shows what the page was. */
  showHistory(): void;
  /** Opens the field that finds words in the page. */
  find(): void;
}
