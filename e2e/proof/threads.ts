import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

export interface ThreadOptions<Task, Result> {
  /** The bundled script of a thread: it answers each message with one of its own. */
  readonly file: URL;
  readonly tasks: readonly Task[];
  /** After so long a task is given up, milliseconds. */
  readonly patience: number;
  /** Called as results come, in any order; without a result for a task that was given up. */
  readonly onResult: (task: Task, result: Result | undefined) => void;
}

/** A task that outgrows this is given up too, mebibytes. */
const HEAP = 3072;

/** Hands tasks to as many threads as there are cores, in order, each thread one at a time. */
export async function runInThreads<Task, Result>(
  options: ThreadOptions<Task, Result>,
): Promise<void> {
  const { file, tasks, patience, onResult } = options;
  const waiting = [...tasks];
  const start = (): Worker =>
    new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: HEAP } });
  const work = async (): Promise<void> => {
    let worker = start();
    for (let task = waiting.shift(); task !== undefined; task = waiting.shift()) {
      const result = await ask<Task, Result>(worker, task, patience);
      if (result === undefined) {
        await worker.terminate();
        worker = start();
      }
      onResult(task, result);
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), tasks.length) }, work));
}

/** Nothing when it takes too long, or more memory than there is. */
function ask<Task, Result>(
  worker: Worker,
  task: Task,
  patience: number,
): Promise<Result | undefined> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('error', onError);
      end();
    };
    const onMessage = (result: Result): void => settle(() => resolve(result));
    const onError = (error: Error & { code?: string }): void =>
      settle(() =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(undefined) : reject(error),
      );
    const timer = setTimeout(() => settle(() => resolve(undefined)), patience);
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.postMessage(task);
  });
}
