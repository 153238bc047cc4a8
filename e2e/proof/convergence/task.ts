import { type Outcome, writeTogether } from '@weft/client/editor/testing/write-together';

/** One run of three people with editors on one page; plain data, to be sent to a thread. */
export interface ConvergenceTask {
  readonly kind: 'convergence';
  readonly seed: number;
  readonly lag: number;
  readonly operations: number;
}

/** How it ended; or what was thrown, and where: an editor shows something else than its page. */
export type ConvergenceResult = Outcome | { readonly fault: string };

/**
 * Lets them write.
 *
 * @param tick lets time go by between two operations
 */
export function runConvergenceTask(
  { seed, lag, operations }: ConvergenceTask,
  tick: () => void,
): ConvergenceResult {
  try {
    return writeTogether(seed, lag, operations, tick);
  } catch (error) {
    return { fault: sentences(error).join(' ') };
  }
}

/** An error's message and those of its causes, each cut to what fits a line. */
function sentences(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const own = error.message.split('\n', 1)[0] ?? '';
  return [own, ...(error.cause === undefined ? [] : sentences(error.cause))];
}
