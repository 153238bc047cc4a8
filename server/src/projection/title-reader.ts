import { startAskedThread } from '../threads/asked-thread.ts';
import { createRestingThread } from '../threads/resting-thread.ts';
import { TitleUnreadable, type ReadMark, type ReadTitle } from './titles.ts';

/** Most time that one document may keep the others waiting. */
const BUDGET_MS = 10_000;

/** To the thread: rows to add, or how far they go when the document is complete. */
export type TitlePiece =
  | { readonly rows: readonly Uint8Array[] }
  | { readonly rows?: undefined; readonly mark: ReadMark };

export interface TitleReaderOptions {
  /** The data folder, to keep words and links in; without it they are not kept. */
  readonly folder?: string | undefined;
  readonly budgetMs?: number;
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
  { folder, budgetMs = BUDGET_MS }: TitleReaderOptions = {},
): {
  readTitle: ReadTitle;
  close(): Promise<void>;
} {
  const thread = createRestingThread(() =>
    startAskedThread<TitlePiece, TitleAnswer>(
      entry,
      { workerData: { folder } },
      () => new TitleUnreadable(),
    ),
  );
  let idle: Promise<unknown> = Promise.resolve();
  let closed = false;

  async function read(...[pieces, mark]: Parameters<ReadTitle>): Promise<string> {
    if (closed) throw new Error('the title reader is closed');
    const { ask, end } = thread.take();
    const timer = setTimeout(() => void end(), budgetMs);
    try {
      for await (const rows of pieces) await ask({ rows });
      return (await ask({ mark: mark() })).title ?? '';
    } catch (error) {
      // The thread must not take what it has for the beginning of the next document.
      await end();
      throw error;
    } finally {
      clearTimeout(timer);
      thread.giveBack();
    }
  }

  return {
    readTitle(pieces, mark) {
      const title = idle.then(() => read(pieces, mark));
      idle = title.catch(() => undefined);
      return title;
    },
    async close() {
      closed = true;
      await thread.end();
    },
  };
}
