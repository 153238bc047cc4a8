import type { AskedThread } from './asked-thread.ts';

/** A thread that nobody has needed for this long is ended, and what its heap has grown to goes with it. */
const REST_MS = 10_000;

/** A thread for one job after the other, there only while there are any. */
export interface RestingThread<Question, Answer> {
  /** The thread for the next job, which is begun when none before it goes on. */
  take(): AskedThread<Question, Answer>;
  /** The job is done, well or not. */
  giveBack(): void;
  end(): Promise<void>;
}

/** @param start begins a thread; called again where the one before has ended */
export function createRestingThread<Question, Answer>(
  start: () => AskedThread<Question, Answer>,
  restMs = REST_MS,
): RestingThread<Question, Answer> {
  let thread: AskedThread<Question, Answer> | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    take() {
      clearTimeout(timer);
      if (!thread || thread.ended) thread = start();
      return thread;
    },
    giveBack() {
      clearTimeout(timer);
      timer = setTimeout(() => void thread?.end(), restMs);
      timer.unref();
    },
    async end() {
      clearTimeout(timer);
      await thread?.end();
    },
  };
}
