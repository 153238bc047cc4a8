import type { Excerpt } from '@weft/shared/search/excerpt';
import { startAskedThread } from '../threads/asked-thread.ts';
import { createRestingThread } from '../threads/resting-thread.ts';
import { type LinkHit, type Search, type SearchHit, SearchUnavailable } from './search.ts';
import type { Sought, Told } from './search-call.ts';

/** Most time that one question may take, in milliseconds. */
const BUDGET_MS = 5_000;
/** Questions that wait: more are refused at once. */
const MAX_WAITING = 100;

/**
 * `Search` over `search.db` of a data folder, on a thread of its own, one question at a time. One that takes longer than
 * `budgetMs` ends the thread; the next one gets a new one.
 *
 * @param entry the bundled `search-thread`
 */
export function createThreadSearch(
  entry: string | URL,
  folder: string,
  budgetMs = BUDGET_MS,
): Search & { close(): Promise<void> } {
  const thread = createRestingThread(() =>
    startAskedThread<Sought, Told>(
      entry,
      { workerData: { folder } },
      () => new SearchUnavailable(),
    ),
  );
  let idle: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let isClosed = false;

  async function take(sought: Sought): Promise<unknown> {
    if (isClosed) throw new SearchUnavailable();
    const { ask, end } = thread.take();
    const timer = setTimeout(() => void end(), budgetMs);
    try {
      const told = await ask(sought);
      if (!told.ok) throw new SearchUnavailable();
      return told.found;
    } finally {
      clearTimeout(timer);
      thread.giveBack();
    }
  }

  async function ask<T>(sought: Sought): Promise<T> {
    // What is gone must go, however many ask.
    if (waiting >= MAX_WAITING && sought.kind !== 'forget') throw new SearchUnavailable();
    waiting += 1;
    const found = idle.then(() => take(sought)).finally(() => (waiting -= 1));
    idle = found.catch(() => undefined);
    return (await found) as T;
  }

  return {
    find: (query) => ask<SearchHit[]>({ kind: 'find', query }),
    excerpts: (pages, text) => ask<(Excerpt | undefined)[]>({ kind: 'excerpts', pages, text }),
    linksTo: (page, limit) => ask<LinkHit[]>({ kind: 'links', page, limit }),
    offsets: (docs) => ask<number[]>({ kind: 'offsets', docs }),
    forget: (doc) => ask<void>({ kind: 'forget', doc }),
    async close() {
      isClosed = true;
      await thread.end();
    },
  };
}
