import type { VersionList } from '@weft/shared/protocol/history';
import type { PagePast } from '../history/page-past.ts';

/** Port: what one page was. Promises are rejected with an error that has a `code`. */
export interface PageHistory {
  /** Versions, the newest first; those before `before`, which is the `next` of what was listed. */
  list(before?: number): Promise<VersionList>;
  /** Gives a version a name, or takes it away. */
  call(offset: number, name: string | undefined): Promise<void>;
  /** All that was written up to a version, to show any that is not newer. */
  past(to: number): Promise<PagePast>;
  /** Makes the page what it was, as an edit that can be undone. */
  restore(past: PagePast, offset: number): void;
  /** Where the browser finds a file that a version shows; anything else is where it says. */
  urlOf(source: string): string;
}
