/** The times of a connection, milliseconds; tests of what takes long shorten them all alike. */
export interface Timings {
  /** Follows that begin within this time share a request. */
  readonly gather: number;
  /** A stream that carries more than is wanted is replaced after this. */
  readonly tidy: number;
  /** Nothing at all for this long after asking for a stream: perhaps something holds it back. */
  readonly hello: number;
  /** An answer that nobody holds on purpose takes no longer than this. */
  readonly answer: number;
  /** A stream that was silent for this long is given up: before those who follow do, each for itself. */
  readonly silence: number;
  /** A stream that says something this long after it began is not held back. */
  readonly flowing: number;
  /** How long a poll may be held, the longest first; each that is cut off leads to the next. */
  readonly waits: readonly number[];
  /** Pause between polls that are not held: while things happen, and when all has been quiet. */
  readonly shortestPause: number;
  readonly longestPause: number;
  /** A higher rung is tried again after this, and after twice the time whenever it fails. */
  readonly trial: number;
  readonly longestTrial: number;
}

const MINUTE = 60_000;

export const TIMINGS: Timings = {
  gather: 4,
  tidy: 1_000,
  hello: 3_000,
  answer: 8_000,
  silence: 38_000,
  flowing: 10_000,
  waits: [25_000, 10_000, 5_000],
  shortestPause: 1_000,
  longestPause: 15_000,
  trial: 5 * MINUTE,
  longestTrial: 24 * 60 * MINUTE,
};
