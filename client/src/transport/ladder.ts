import type { Rung } from '../sync/ports.ts';

/** What is known of the network between us and the server: which way of following gets through. */
export interface Ladder {
  readonly rung: Rung;
  /** On `long-poll`: place in the list of waits; those before it were cut off. */
  readonly wait: number;
  /** Streams in a row that said hello, and then nothing any more. */
  readonly stalled: number;
  /** Streams in a row that were answered by something else than the server, or not at all. */
  readonly odd: number;
  /** How long the next try of a higher rung is put off, milliseconds; counted from `since`. */
  readonly trialMs: number;
  /** When we came to this rung, or tried a higher one. */
  readonly since: number;
}

export type LadderEvent =
  /** A stream flows: what it was sent arrives. */
  | { readonly type: 'flowed' }
  /** A stream said hello, and then nothing for too long. */
  | { readonly type: 'stalled' }
  /** A stream ended before it had said anything. */
  | { readonly type: 'odd' }
  /** Where streams say nothing, a poll was answered: the network is there, and something holds streams back. */
  | { readonly type: 'held' }
  /** The same poll was not answered either: there is no network now, and nothing is learned from that. */
  | { readonly type: 'down' }
  /** A poll that was held was cut off, while one that is not gets through. */
  | { readonly type: 'cut' }
  /** A higher rung was tried beside the one in use. */
  | { readonly type: 'climbed' }
  | { readonly type: 'slipped' }
  /** Another network, perhaps. */
  | { readonly type: 'moved' };

export interface LadderTimes {
  readonly waits: readonly number[];
  readonly trial: number;
  readonly longestTrial: number;
}

/** Streams that may stall in a row, and those that may get an odd answer, before polls are tried. */
const STALLED_LIMIT = 2;
const ODD_LIMIT = 4;

/** Where everybody begins who remembers nothing. */
export function firstLadder(now: number, { trial }: LadderTimes): Ladder {
  return { rung: 'stream', wait: 0, stalled: 0, odd: 0, trialMs: trial, since: now };
}

/** The ladder after `event`. */
export function nextLadder(
  ladder: Ladder,
  event: LadderEvent,
  now: number,
  { waits, trial, longestTrial }: LadderTimes,
): Ladder {
  switch (event.type) {
    case 'flowed':
      return ladder.stalled + ladder.odd === 0 ? ladder : { ...ladder, stalled: 0, odd: 0 };
    case 'stalled':
      return { ...ladder, stalled: ladder.stalled + 1 };
    case 'odd':
      return { ...ladder, odd: ladder.odd + 1 };
    case 'down':
      // Suspected again after the next one.
      return {
        ...ladder,
        stalled: Math.min(ladder.stalled, STALLED_LIMIT - 1),
        odd: Math.min(ladder.odd, ODD_LIMIT - 2),
      };
    case 'held': {
      // A stream that held for long enough has earned a new beginning.
      const isRelapse = now - ladder.since < ladder.trialMs * 2 && ladder.trialMs > trial;
      const trialMs = isRelapse ? Math.min(ladder.trialMs, longestTrial) : trial;
      return { rung: 'long-poll', wait: 0, stalled: 0, odd: 0, trialMs, since: now };
    }
    case 'cut':
      if (ladder.rung !== 'long-poll') return ladder;
      return ladder.wait + 1 < waits.length
        ? { ...ladder, wait: ladder.wait + 1 }
        : { ...ladder, rung: 'short-poll', wait: 0, since: now };
    case 'climbed':
      // Twice the time, in case it does not last.
      return {
        ...firstLadder(now, { waits, trial, longestTrial }),
        trialMs: Math.min(ladder.trialMs * 2, longestTrial),
      };
    case 'slipped':
      // From the lowest rung one step up can be tried in earnest: news is not held up by a poll that waits for it.
      return {
        ...ladder,
        rung: 'long-poll',
        wait: ladder.rung === 'short-poll' ? 0 : ladder.wait,
        trialMs: Math.min(ladder.trialMs * 2, longestTrial),
        since: now,
      };
    case 'moved':
      return { ...ladder, stalled: 0, odd: 0, trialMs: trial, since: now - trial };
  }
}

/** Whether the next request should be a poll, to find out whether streams are held back. */
export function suspectsStreams({ rung, stalled, odd }: Ladder): boolean {
  return rung === 'stream' && (stalled >= STALLED_LIMIT || odd >= ODD_LIMIT);
}

/** When to try a higher rung; `undefined` on the highest. */
export function trialAt({ rung, since, trialMs }: Ladder): number | undefined {
  return rung === 'stream' ? undefined : since + trialMs;
}

/** How long a poll asks to be held; 0 for not at all. */
export function waitOf({ rung, wait }: Ladder, { waits }: LadderTimes): number {
  return rung === 'short-poll' ? 0 : (waits[wait] ?? 0);
}
