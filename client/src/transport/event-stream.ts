import { createEventReader } from '@weft/shared/codec/sse';
import type { FollowSink } from '../sync/ports.ts';
import { readFailure, UNREACHABLE } from './failure.ts';

/**
 * Reads one SSE answer through `fetch`: unlike `EventSource` it may send headers, sees the status, and does
 * not stop for ever at the first 502.
 *
 * @returns the function that ends it silently
 */
export function readEventStream(
  request: (signal: AbortSignal) => Promise<Response>,
  sink: FollowSink,
): () => void {
  const abort = new AbortController();
  let over = false;

  function lose(failure: typeof UNREACHABLE): void {
    if (over) return;
    over = true;
    abort.abort();
    sink.lost(failure);
  }

  async function read(): Promise<void> {
    const response = await request(abort.signal);
    if (!response.ok || !response.body) return lose(await readFailure(response));
    const reader = createEventReader(
      (event) => {
        if (!over) sink.event(event);
      },
      () => lose(UNREACHABLE),
    );
    const decoder = new TextDecoder();
    const pieces = response.body.getReader();
    for (;;) {
      const { done, value } = await pieces.read();
      if (done || over) break;
      sink.alive?.();
      reader.feed(decoder.decode(value, { stream: true }));
    }
    lose(UNREACHABLE);
  }

  read().catch(() => lose(UNREACHABLE));
  return () => {
    over = true;
    abort.abort();
  };
}
