import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A thread that is asked one thing at a time: its own queue would hold what it cannot take yet after all. */
export interface AskedThread<Question, Answer> {
  readonly ended: boolean;
  /** Rejects where the thread ends, or has ended. */
  ask(question: Question): Promise<Answer>;
  end(): Promise<void>;
}

/** @param lost what whoever waits for an answer is rejected with when the thread ends */
export function startAskedThread<Question, Answer>(
  entry: string | URL,
  options: WorkerOptions,
  lost: () => Error,
): AskedThread<Question, Answer> {
  const worker = new Worker(entry, options);
  let ended = false;
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  const fail = (): void => {
    ended = true;
    waiting?.reject(lost());
    waiting = undefined;
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  worker.on('message', (answer: Answer) => {
    waiting?.resolve(answer);
    waiting = undefined;
  });
  return {
    get ended() {
      return ended;
    },
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(lost());
        waiting = { resolve, reject };
        worker.postMessage(question);
      }),
    async end() {
      fail();
      await worker.terminate();
    },
  };
}
