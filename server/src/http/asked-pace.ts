import { MAX_PACE_MS } from '@weft/shared/protocol/limits';

/** Of its time, the share that the thread may be at work before writers are asked for fewer requests. */
const BUSY = 0.9;
/** … and below which they may send more again. */
const CALM = 0.75;
/** How often it is looked at. */
const LOOK_EVERY_MS = 200;
const FIRST_MS = 10;
const GROWTH = 1.2;
const RELIEF = 0.9;

/** How far apart the server wants one writer's requests to be. */
export interface AskedPace {
  /** Milliseconds from one request to the next; 0 while there is room for all. Asked for with every answer. */
  ms(): number;
}

/** For whoever has room for all. */
export const NO_PACE: AskedPace = { ms: () => 0 };

/**
 * Where hundreds send as fast as they are answered, each waits for all others, twice: for the answer before, and for its
 * own (Little's law). Asked to send less often they send the same letters in fewer requests, and what is sent is
 * answered at once. Each of them alone cannot tell how many they are; the server can.
 *
 * @param now milliseconds of a clock that only goes forward
 * @param workedMs how many of them the thread was at work, since it began
 */
export function createAskedPace(now: () => number, workedMs: () => number): AskedPace {
  let asked = 0;
  let lookedAt = now();
  let worked = workedMs();

  function look(elapsed: number): void {
    const total = workedMs();
    const share = (total - worked) / elapsed;
    worked = total;
    lookedAt += elapsed;
    if (share > BUSY) asked = Math.min(MAX_PACE_MS, Math.max(FIRST_MS, asked * GROWTH));
    else if (share < CALM) asked *= RELIEF ** Math.floor(elapsed / LOOK_EVERY_MS);
    if (asked < FIRST_MS) asked = 0;
  }

  return {
    ms() {
      const elapsed = now() - lookedAt;
      if (elapsed >= LOOK_EVERY_MS) look(elapsed);
      return Math.round(asked);
    },
  };
}
