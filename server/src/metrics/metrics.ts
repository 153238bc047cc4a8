import type { ErrorCode } from '@weft/shared/protocol/errors';

/** What can be looked at whenever somebody asks. */
export type Gauge =
  /** Streams that are open. */
  | 'streams'
  /** Polls that wait for news. */
  | 'polls'
  /** Bytes that wait in the queues of all streams. */
  | 'streamQueueBytes'
  /** Bytes that wait for a commit. */
  | 'appendQueueBytes'
  /** Milliseconds since the oldest append came that is not answered yet. */
  | 'oldestAppendMs'
  /** Milliseconds that writers are asked to leave between two requests. */
  | 'askedPaceMs'
  /** Rooms in memory. */
  | 'rooms'
  /** People who are shown to others, over all documents. */
  | 'presenceStates'
  /** When the certificate ends, milliseconds since 1970. */
  | 'certificateEnd';

/** How a reader follows. */
export type FollowWay = 'stream' | 'long-poll' | 'short-poll';

/** One commit that is on disk. */
export interface CommitFigures {
  /** Milliseconds that it took. */
  readonly ms: number;
  readonly rows: number;
}

/** Port: where the parts of the server say what they measure. Nothing of it ever fails, or waits. */
export interface Metrics {
  commit(figures: CommitFigures): void;
  /** A reader began to follow. */
  follow(way: FollowWay): void;
  resync(reason: 'behind' | 'cursor-unknown'): void;
  refusal(code: ErrorCode): void;
  /** What was told of people's carets: one event, encoded once, to so many readers. */
  presence(readers: number): void;
  watch(gauge: Gauge, read: () => number): void;
}

const nothing = (): void => undefined;

/** Measures nothing. */
export const NO_METRICS: Metrics = {
  commit: nothing,
  follow: nothing,
  resync: nothing,
  refusal: nothing,
  presence: nothing,
  watch: nothing,
};
