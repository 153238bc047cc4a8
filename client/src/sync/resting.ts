import type { Clock } from '@weft/shared/clock';

/** A hidden page lets go of its stream after this. Milliseconds. */
const REST_AFTER_MS = 60_000;

/** When a page that nobody sees lets go of its stream. */
export interface Resting {
  hidden(): void;
  shown(): void;
}

/**
 * @param isBusy whether something is still to be done; asked when the time has come, and after the same time again
 * @param rest called once for each time that the page is hidden for long enough
 */
export function createResting(
  { clock, restAfterMs = REST_AFTER_MS }: { clock: Clock; restAfterMs?: number | undefined },
  isBusy: () => boolean,
  rest: () => void,
): Resting {
  let stop = (): void => undefined;
  function hidden(): void {
    stop();
    stop = clock.after(restAfterMs, () => {
      if (isBusy()) hidden();
      else rest();
    });
  }
  return { hidden, shown: () => stop() };
}
