import { startAskedThread } from '../threads/asked-thread.ts';
import { createRestingThread } from '../threads/resting-thread.ts';
import {
  CompactionError,
  type Compacted,
  type CompactionJob,
  type Compactor,
} from './compactor.ts';
import type { Asked, Told } from './compaction-call.ts';

/** Most time that one document may take. */
const BUDGET_MS = 120_000;
/** Most memory that one document may take; one that needs more is read row by row. */
const MAX_HEAP_MB = 2048;

/**
 * A compactor on a thread of its own over the data folder's history.db. A document that takes longer than
 * `budgetMs`, or more memory than there is for it, ends the thread; the next one gets a new one.
 *
 * @param entry the bundled `compaction-thread`
 */
export function createThreadCompactor(
  entry: string | URL,
  folder: string,
  budgetMs = BUDGET_MS,
): Compactor {
  const thread = createRestingThread(() =>
    startAskedThread<Asked, Told>(
      entry,
      { workerData: { folder }, resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB } },
      () => new CompactionError('the compaction thread ended'),
    ),
  );
  let idle: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function compact({ doc, head, rows, now }: CompactionJob): Promise<Compacted> {
    if (closed) throw new CompactionError('closed');
    const { ask, end } = thread.take();
    const timer = setTimeout(() => void end(), budgetMs);
    try {
      answerOf(await ask({ type: 'begin', doc, head }));
      for await (const some of rows) answerOf(await ask({ type: 'rows', rows: some }));
      return answerOf(await ask({ type: 'finish', now }))!;
    } catch (error) {
      // The thread must not take what it has for the beginning of the next document.
      await end();
      throw error instanceof CompactionError
        ? error
        : new CompactionError('the rows could not be read', { cause: error });
    } finally {
      clearTimeout(timer);
      thread.giveBack();
    }
  }

  return {
    compact(job) {
      const done = idle.then(() => compact(job));
      idle = done.catch(() => undefined);
      return done;
    },
    async close() {
      closed = true;
      await thread.end();
    },
  };
}

/** What the thread did, or why it could not. */
function answerOf(told: Told): Compacted | undefined {
  if (!told.ok) throw new CompactionError(told.reason);
  return told.compacted;
}
