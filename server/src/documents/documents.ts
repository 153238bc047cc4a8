import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { DocId } from '@weft/shared/protocol/ids';

/** What is known of a document outside of its log. Times in milliseconds since 1970. */
export interface DocumentRecord {
  readonly id: DocId;
  readonly format: DocumentFormat;
  /** Projection of the document's title; behind the log by a moment. */
  readonly title: string;
  /** Log offset that the projection has seen. */
  readonly projected: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt: number | undefined;
}

/** What the projection found of a document at a log offset. */
export interface Projection {
  readonly id: DocId;
  readonly title: string;
  readonly updatedAt: number;
  readonly offset: number;
}

/**
 * Port: the documents of this installation. A deleted one keeps its record for ever, so that its id is
 * answered "deleted" and can never come to mean another document.
 */
export interface Documents {
  /** Makes the record durable; an id that exists keeps what it has. Resolves with what now exists. */
  create(fresh: {
    id: DocId;
    format: DocumentFormat;
    time: number;
  }): Promise<{ record: DocumentRecord; created: boolean }>;
  get(id: DocId): Promise<DocumentRecord | undefined>;
  /** Not deleted ones, newest first; `after` is the last id of the page before. */
  list(page: { limit: number; after?: DocId | undefined }): Promise<DocumentRecord[]>;
  /** Resolves with whether there was something to delete. */
  remove(id: DocId, time: number): Promise<boolean>;
  /**
   * Records, all of it or nothing, what the projection found of several documents; what was found at an older offset than
   * before changes nothing.
   */
  project(found: readonly Projection[]): Promise<void>;
}
