import type { Cursor } from '@weft/shared/protocol/cursor';
import type { PageChange } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SessionId, SpaceId } from '@weft/shared/protocol/ids';
import type { PageCommand } from '@weft/shared/pages/page-command';
import type { PageNode } from '@weft/shared/pages/page-tree';

/** Pages that belong together. */
export interface SpaceRecord {
  readonly id: SpaceId;
  /** Empty for the one that an installation begins with. */
  readonly name: string;
  readonly createdAt: number;
}

/** One row of a space's log of changes. */
export interface ChangeRow {
  /** 1, 2, 3 … without gaps. */
  readonly offset: number;
  /** Chained over this change and all before it. */
  readonly tag: string;
  readonly change: PageChange;
}

/** What somebody wants, and by which of their requests. */
export interface PageRequest {
  readonly command:
    | Exclude<PageCommand, { kind: 'remove' }>
    /** `seen` is where the person was in the space's changes; absent, there was nothing to be missed. */
    | { readonly kind: 'remove'; readonly page: DocId; readonly seen?: Cursor | undefined };
  /** Absent for curl: a command that comes twice is carried out twice, which mostly changes nothing. */
  readonly author?: { readonly session: SessionId; readonly n: number } | undefined;
}

/** What a request came to. */
export type PageOutcome =
  | {
      readonly ok: true;
      readonly space: SpaceId;
      /** After the last of the rows; where nothing changed, where the space is. */
      readonly cursor: Cursor;
      readonly rows: readonly ChangeRow[];
      /** The page as it is now; absent where it is gone. */
      readonly page: PageNode | undefined;
    }
  | { readonly ok: false; readonly code: ErrorCode };

/** Rows that came to be, of one space. */
export interface SpaceChanges {
  readonly space: SpaceId;
  readonly cursor: Cursor;
  readonly rows: readonly ChangeRow[];
}

/** What decides who gets to know of a page. */
export interface PageStanding {
  readonly space: SpaceId;
  readonly isTrashed: boolean;
}

/** Port: the tree of pages, durable. Each method is one moment: what it answers was true all at once. */
export interface Pages {
  /** The oldest first. */
  spaces(): Promise<SpaceRecord[]>;
  get(page: DocId): Promise<PageNode | undefined>;
  /** For each id: in which space the page is, and whether it is in the trash; nothing for those that are no pages. */
  standing(ids: readonly DocId[]): Promise<(PageStanding | undefined)[]>;
  /** Every page of a space, in no order; `undefined` where there is no such space. */
  list(space: SpaceId): Promise<{ cursor: Cursor; pages: PageNode[] } | undefined>;
  /** Where the space's changes are now. */
  head(space: SpaceId): Promise<Cursor | undefined>;
  /** Whether `cursor` is a place in this very history that can be continued from. */
  knows(space: SpaceId, cursor: Cursor): Promise<boolean>;
  /** Changes after an offset, at most `limit`, in order. */
  changes(space: SpaceId, after: number, limit: number): Promise<ChangeRow[]>;
  /** Carries it out, all of it or nothing. */
  act(request: PageRequest, now: number): Promise<PageOutcome>;
  /** Puts a document at the end of the first space, unless it has a place, is `raw`, or is deleted. */
  adopt(page: DocId): Promise<SpaceChanges[]>;
  /** Tells the tree of titles; those it has already, or has no page for, change nothing. */
  retitle(
    titles: readonly { readonly id: DocId; readonly title: string }[],
  ): Promise<SpaceChanges[]>;
}
