import type { Clock } from '../clock.ts';

/** A clock that moves only when told to; timers fire in order of time, then of creation. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
  /** Time of the earliest timer, or `undefined` when none is set. */
  nextTimer(): number | undefined;
}

/** A manual clock standing at `start` milliseconds. */
export function manualClock(start = 0): ManualClock {
  let now = start;
  let created = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  const earliest = (): [number, { at: number; callback: () => void }] | undefined => {
    let best: [number, { at: number; callback: () => void }] | undefined;
    for (const entry of timers) if (!best || entry[1].at < best[1].at) best = entry;
    return best;
  };
  return {
    now: () => now,
    after(ms, callback) {
      const key = created++;
      timers.set(key, { at: now + ms, callback });
      return () => void timers.delete(key);
    },
    advance(ms) {
      const until = now + ms;
      for (let next = earliest(); next && next[1].at <= until; next = earliest()) {
        timers.delete(next[0]);
        now = Math.max(now, next[1].at);
        next[1].callback();
      }
      now = until;
    },
    nextTimer: () => earliest()?.[1].at,
  };
}
