import { BACKOFF_MAX_MS, BACKOFF_MIN_MS } from '@weft/shared/protocol/limits';

/**
 * How long to wait before try number `attempt` (from 1), milliseconds: full jitter under a doubling cap,
 * so that clients which lost the server together do not come back together.
 *
 * @param random in [0, 1)
 */
export function backoff(attempt: number, random: () => number): number {
  const cap = Math.min(BACKOFF_MAX_MS, BACKOFF_MIN_MS * 2 ** Math.min(attempt, 16));
  return BACKOFF_MIN_MS + random() * (cap - BACKOFF_MIN_MS);
}
