import type { DocId } from '@weft/shared/protocol/ids';
import type { LogHead, LogRow } from '../log/log.ts';
import type { Quarantined } from './folding.ts';

/** A document with a tail to fold. */
export interface CompactionJob {
  readonly doc: DocId;
  readonly head: LogHead;
  /** The rows after the base, in order, in pieces. */
  readonly rows: AsyncIterable<readonly LogRow[]>;
  /** Server time, milliseconds since 1970. */
  readonly now: number;
}

export interface Compacted {
  /** Every row up to here is folded. */
  readonly offset: number;
  /** Bytes of the state as it is stored. */
  readonly stateBytes: number;
  /** Rows that could not be applied, and are left out of states from now on. */
  readonly quarantined: readonly Quarantined[];
}

/** The document could not be folded and is as it was; it is read row by row. */
export class CompactionError extends Error {
  override name = 'CompactionError';
}

/**
 * Port: folds a document's tail into its history, durably, or rejects with `CompactionError` and has changed
 * nothing that anybody reads. One document at a time.
 */
export interface Compactor {
  compact(job: CompactionJob): Promise<Compacted>;
  /** Gives up what is under way. */
  close(): Promise<void>;
}
