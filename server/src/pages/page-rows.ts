import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId, SessionId, SpaceId } from '@weft/shared/protocol/ids';
import type { PageNode, PageTree } from '@weft/shared/pages/page-tree';
import type { SpaceRecord } from './pages.ts';

/** A space and where its log of changes is. */
export interface SpaceRow extends SpaceRecord {
  /** Changes when history is recreated. */
  readonly epoch: string;
  readonly offset: number;
  readonly tag: string;
}

/** A change as it is kept: its JSON is what its tag is made of. */
export interface StoredChange {
  readonly offset: number;
  readonly tag: string;
  readonly json: string;
}

/** Which of a session's requests it was, and what it asked for, as a checksum. */
export interface LastRequest {
  readonly n: number;
  readonly asked: string;
}

/** What keeps pages, row by row and at once; `createPageKeeper` says which rows. */
export interface PageRows extends PageTree {
  spaces(): readonly SpaceRow[];
  space(id: SpaceId): SpaceRow | undefined;
  all(space: SpaceId): PageNode[];
  /** Of the last page at the top of a space. */
  lastPosition(space: SpaceId): string | undefined;
  /** The document of a page that is to be, if there is one. */
  document(page: DocId):
    | {
        readonly format: DocumentFormat;
        readonly title: string;
        readonly createdAt: number;
        readonly isDeleted: boolean;
      }
    | undefined;
  /** Makes the document of a page, unless there is one. */
  makeDocument(node: PageNode): void;
  /** Offset of the last change of a page. */
  changeOf(page: DocId): number;
  /** A page as it is from the change at `offset` on. */
  write(node: PageNode, offset: number): void;
  /** The page is gone for ever, its document with it, and its id is not given again. */
  erase(node: PageNode, offset: number, now: number): void;
  /** The next change of a space, where its log is from now on. */
  append(space: SpaceId, change: StoredChange): void;
  /** Lets go of changes up to an offset. */
  trim(space: SpaceId, upTo: number): void;
  changes(space: SpaceId, after: number, limit: number): StoredChange[];
  tagAt(space: SpaceId, offset: number): string | undefined;
  /** The last request of a session that was carried out. */
  lastOf(session: SessionId): LastRequest | undefined;
  noteLast(session: SessionId, last: LastRequest, now: number): void;
  /** Does all of `work`, or, where it throws, nothing. */
  atOnce<T>(work: () => T): T;
}
