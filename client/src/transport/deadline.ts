import { REQUEST_TIMEOUT_MS } from '@weft/shared/protocol/limits';

/** Bytes per second of the slowest link on which an upload is still waited for. */
const SLOW_LINK_RATE = 16 * 1024;

/**
 * Does `work` until it is done, `outer` aborts, or nothing was heard for `REQUEST_TIMEOUT_MS`. Of an upload
 * nothing is heard while it is under way, so its bytes get the time they take on a slow link on top.
 *
 * The timer is an ordinary one, for it keeps what it aborts alive: Node 20 collects the signal that
 * `AbortSignal.any` makes of `AbortSignal.timeout`, which then never fires.
 *
 * @param uploadBytes size of the body that is sent
 * @param work is given the signal that ends it, and what to call whenever something arrives
 * @throws what `work` throws; the reason of the signal where time is up or `outer` aborted, also when `work`
 *   pays no heed to it
 */
export async function withDeadline<T>(
  outer: AbortSignal,
  uploadBytes: number,
  work: (signal: AbortSignal, heard: () => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  const { signal } = abort;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const giveUp = (): void => abort.abort();
  const allow = (ms: number): void => {
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(giveUp, ms);
  };
  const givenUp = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

  outer.addEventListener('abort', giveUp, { once: true });
  if (outer.aborted) giveUp();
  allow(REQUEST_TIMEOUT_MS + (uploadBytes / SLOW_LINK_RATE) * 1000);
  try {
    return await Promise.race([givenUp, work(signal, () => allow(REQUEST_TIMEOUT_MS))]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', giveUp);
  }
}
