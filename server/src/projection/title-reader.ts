import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ReadTitle } from './titles.ts';

/** To the thread: rows to add, or none when the document is complete. */
export interface TitlePiece {
  readonly rows?: readonly Uint8Array[];
}

/** From the thread, once a piece: what the complete document is called. */
export interface TitleAnswer {
  title: string | undefined;
}

/** `ReadTitle` on a thread of its own, one document at a time, ended by `close`. */
export function createTitleReader(thread: string | URL): {
  readTitle: ReadTitle;
  close(): Promise<void>;
} {
  const worker = new Worker(thread);
  let idle: Promise<unknown> = Promise.resolve();
  const ended = once(worker, 'exit').then(() => {
    throw new Error('the projection thread ended');
  });
  // Heard by whoever waits; nobody may be waiting.
  ended.catch(() => undefined);

  /** One piece on its way at a time: the thread's own queue would hold the document after all. */
  async function send(piece: TitlePiece): Promise<TitleAnswer> {
    const answered = once(worker, 'message');
    worker.postMessage(piece);
    const [answer] = (await Promise.race([answered, ended])) as [TitleAnswer];
    return answer;
  }

  return {
    readTitle(pieces) {
      const title = idle.then(async () => {
        try {
          for await (const rows of pieces) await send({ rows });
        } catch (error) {
          // The thread must not take what it has for the beginning of the next document.
          await send({});
          throw error;
        }
        return (await send({})).title ?? '';
      });
      idle = title.catch(() => undefined);
      return title;
    },
    close: async () => void (await worker.terminate()),
  };
}
