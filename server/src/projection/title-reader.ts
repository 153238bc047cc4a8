import { Worker } from 'node:worker_threads';
import type { ReadTitle } from './titles.ts';

/** `ReadTitle` on a thread of its own, ended by `close`. */
export function createTitleReader(thread: string | URL): { readTitle: ReadTitle; close(): Promise<void> } {
  const worker = new Worker(thread);
  const waiting = new Map<number, { resolve: (title: string) => void; reject: (error: Error) => void }>();
  let asked = 0;
  worker.on('message', ({ id, title }: { id: number; title: string }) => {
    waiting.get(id)?.resolve(title);
    waiting.delete(id);
  });
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(new Error('the projection thread ended'));
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  return {
    readTitle: (rows) =>
      new Promise((resolve, reject) => {
        const id = asked++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, rows });
      }),
    close: async () => void (await worker.terminate()),
  };
}
