import { Worker } from 'node:worker_threads';
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
  let worker: Worker | undefined;
  let waiting: { resolve: (told: Told) => void; reject: (error: Error) => void } | undefined;
  let idle: Promise<unknown> = Promise.resolve();
  let closed = false;

  function start(): Worker {
    const started = new Worker(entry, {
      workerData: { folder },
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    });
    const ended = (): void => {
      if (worker === started) worker = undefined;
      waiting?.reject(new CompactionError('the compaction thread ended'));
      waiting = undefined;
    };
    started.on('error', ended);
    started.on('exit', ended);
    started.on('message', (told: Told) => {
      waiting?.resolve(told);
      waiting = undefined;
    });
    return started;
  }

  /** One thing at a time: the thread's own queue would hold the document's rows after all. */
  async function ask(asked: Asked): Promise<Compacted | undefined> {
    if (closed) throw new CompactionError('closed');
    const told = await new Promise<Told>((resolve, reject) => {
      waiting = { resolve, reject };
      (worker ??= start()).postMessage(asked);
    });
    if (!told.ok) throw new CompactionError(told.reason);
    return told.compacted;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  async function compact({ doc, head, rows, now }: CompactionJob): Promise<Compacted> {
    const timer = setTimeout(() => void end(), budgetMs);
    try {
      await ask({ type: 'begin', doc, head });
      for await (const some of rows) await ask({ type: 'rows', rows: some });
      return (await ask({ type: 'finish', now }))!;
    } catch (error) {
      // The thread must not take what it has for the beginning of the next document.
      await end();
      throw error instanceof CompactionError
        ? error
        : new CompactionError('the rows could not be read', { cause: error });
    } finally {
      clearTimeout(timer);
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
      await end();
    },
  };
}
