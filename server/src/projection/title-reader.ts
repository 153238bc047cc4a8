import { Worker } from 'node:worker_threads';
import { TitleUnreadable, type ReadTitle } from './titles.ts';

/** Most time that one document may keep the others waiting. */
const BUDGET_MS = 10_000;

/** To the thread: rows to add, or none when the document is complete. */
export interface TitlePiece {
  readonly rows?: readonly Uint8Array[];
}

/** From the thread, once a piece: what the complete document is called. */
export interface TitleAnswer {
  title: string | undefined;
}

/**
 * `ReadTitle` on a thread of its own, one document at a time, ended by `close`. A document that takes longer
 * than `budgetMs` or ends the thread (out of memory) rejects with `TitleUnreadable`; the next one gets a new thread.
 */
export function createTitleReader(
  entry: string | URL,
  budgetMs = BUDGET_MS,
): {
  readTitle: ReadTitle;
  close(): Promise<void>;
} {
  let thread: TitleThread | undefined;
  let idle: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function read(pieces: Parameters<ReadTitle>[0]): Promise<string> {
    if (closed) throw new Error('the title reader is closed');
    if (!thread || thread.ended) thread = startThread(entry);
    const { send, end } = thread;
    const timer = setTimeout(() => void end(), budgetMs);
    try {
      for await (const rows of pieces) await send({ rows });
      return (await send({})).title ?? '';
    } catch (error) {
      // The thread must not take what it has for the beginning of the next document.
      await end();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    readTitle(pieces) {
      const title = idle.then(() => read(pieces));
      idle = title.catch(() => undefined);
      return title;
    },
    async close() {
      closed = true;
      await thread?.end();
    },
  };
}

interface TitleThread {
  readonly ended: boolean;
  /** One piece on its way at a time: the thread's own queue would hold the document after all. */
  readonly send: (piece: TitlePiece) => Promise<TitleAnswer>;
  readonly end: () => Promise<void>;
}

function startThread(entry: string | URL): TitleThread {
  const worker = new Worker(entry);
  let ended = false;
  let waiting: Waiting | undefined;
  const fail = (): void => {
    ended = true;
    waiting?.reject(new TitleUnreadable());
    waiting = undefined;
  };
  worker.on('error', fail);
  worker.on('exit', fail);
  worker.on('message', (answer: TitleAnswer) => {
    waiting?.resolve(answer);
    waiting = undefined;
  });
  return {
    get ended() {
      return ended;
    },
    send: (piece) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new TitleUnreadable());
        waiting = { resolve, reject };
        worker.postMessage(piece);
      }),
    async end() {
      fail();
      await worker.terminate();
    },
  };
}

interface Waiting {
  readonly resolve: (answer: TitleAnswer) => void;
  readonly reject: (error: TitleUnreadable) => void;
}
