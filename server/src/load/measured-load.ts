import { MAX_PACE_MS } from '@weft/shared/protocol/limits';
import type { Load } from './load.ts';

/** Of its time, the share that the thread may be at work before writers are asked for fewer requests. */
const BUSY = 0.9;
/** … and below which they may send more again, and a row need not wait for others to share its commit. */
const CALM = 0.75;
/** How often it is looked at. */
const LOOK_EVERY_MS = 200;
const FIRST_PACE_MS = 10;
const GROWTH = 1.2;
const RELIEF = 0.9;
const SLOW_RELIEF = 0.98;
/** Between two commits of a busy server: by then what a commit costs is shared by twenty rows, and more save nothing. */
const BUSY_COMMIT_MS = 6;

/**
 * Where hundreds send as fast as they are answered, each waits for all others, twice: for the answer before, and for its
 * own (Little's law). Asked to send less often they send the same letters in fewer requests, and what is sent is
 * answered at once. Each of them alone cannot tell how many they are; the server can.
 *
 * @param now milliseconds of a clock that only goes forward
 * @param workedMs how many of them the thread was at work, since it began
 */
export function createMeasuredLoad(now: () => number, workedMs: () => number): Load {
  let pace = 0;
  let share = 0;
  let lookedAt = now();
  let worked = workedMs();

  function look(): void {
    const elapsed = now() - lookedAt;
    if (elapsed < LOOK_EVERY_MS) return;
    const total = workedMs();
    share = (total - worked) / elapsed;
    worked = total;
    lookedAt += elapsed;
    if (share > BUSY) pace = Math.min(MAX_PACE_MS, Math.max(FIRST_PACE_MS, pace * GROWTH));
    // In between it goes too, slowly: what writers do may not be what keeps the thread at work.
    else pace *= (share < CALM ? RELIEF : SLOW_RELIEF) ** Math.floor(elapsed / LOOK_EVERY_MS);
    if (pace < FIRST_PACE_MS) pace = 0;
  }

  return {
    paceMs() {
      look();
      return Math.round(pace);
    },
    commitMs() {
      look();
      if (pace > 0) return BUSY_COMMIT_MS;
      return BUSY_COMMIT_MS * Math.max(0, (share - CALM) / (1 - CALM));
    },
  };
}
