import { PRESENCE_EVERY_MS, PRESENCE_EVERY_MAX_MS } from '@weft/shared/protocol/limits';

/** Changes wait this long for others, however few people there are. */
const TICK_MIN_MS = 40;
const TICK_MAX_MS = 2_000;
/** Events about people that one document hands to its readers each second. */
const DELIVERIES_PER_S = 1_000;
/** And their bytes: what an office's line carries besides everything else. */
const BYTES_PER_S = 16 * 1024 * 1024;

/** What telling of people may cost a document with so many readers. */
export interface PresenceBudget {
  /** Milliseconds between two events. */
  readonly tickMs: number;
  /** Bytes that one event may have, of which the first entry is always one. */
  readonly tickBytes: number;
}

/** The more readers, the rarer and the smaller are events, so that all of them together cost the same. */
export function presenceBudget(readers: number): PresenceBudget {
  const fair = (readers * 1_000) / DELIVERIES_PER_S;
  const tickMs = Math.min(TICK_MAX_MS, Math.max(TICK_MIN_MS, Math.ceil(fair)));
  return {
    tickMs,
    tickBytes: Math.floor((BYTES_PER_S * tickMs) / 1_000 / Math.max(1, readers)),
  };
}

/**
 * How often those who move should tell it: as often as it can be passed on.
 *
 * @param movedBytes of the states of everybody who moved lately
 */
export function postEveryMs({ tickMs, tickBytes }: PresenceBudget, movedBytes: number): number {
  const passedOnMs = Math.ceil((movedBytes / Math.max(1, tickBytes)) * tickMs);
  // Changes that wait 40 ms for others are no reason to move less smoothly than anybody can see.
  const wanted = tickMs > TICK_MIN_MS ? Math.max(tickMs, passedOnMs) : passedOnMs;
  return Math.min(PRESENCE_EVERY_MAX_MS, Math.max(PRESENCE_EVERY_MS, wanted));
}
