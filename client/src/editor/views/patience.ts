import { backoff } from '../../sync/backoff.ts';

/** Tries something again and again, less and less often, for what somebody else has to do first. */
export interface Patience {
  /** It failed: it is tried again later. Answers how often it has failed. */
  failed(): number;
  /** It is tried at once. */
  hurry(): void;
  /** It went well, or is wanted no more. */
  stop(): void;
}

export function createPatience(
  attempt: () => void,
  { random = Math.random, later = setTimeout as (task: () => void, ms: number) => number } = {},
): Patience {
  let tries = 0;
  let timer: number | undefined;
  return {
    failed() {
      clearTimeout(timer);
      tries += 1;
      timer = later(attempt, backoff(tries, random));
      return tries;
    },
    hurry() {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      attempt();
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      tries = 0;
    },
  };
}
