import type { IncomingMessage } from 'node:http';
import { systemClock, type Clock } from '@weft/shared/clock';
import { BODY_IDLE_MS, BODY_PIECE_BYTES } from '@weft/shared/protocol/limits';
import { Refusal } from '../room/refusal.ts';

/**
 * A request's body as it arrives, no faster than it is taken. Throws `Refusal`: `body-too-large` as soon as it is
 * known, `body-stalled` where next to nothing comes any more, `request-malformed` where it was cut short, and
 * `body-empty` at its end.
 */
export async function* arriving(
  incoming: IncomingMessage,
  maxBytes: number,
  clock: Clock = systemClock,
): AsyncGenerator<Uint8Array, void> {
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes)
    throw new Refusal('body-too-large');
  // A body that is refused stays open: closing it here would close the connection under the answer.
  const parts = incoming.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  let size = 0;
  let piece = 0;
  let deadline = clock.now() + BODY_IDLE_MS;
  for (;;) {
    const part = await nextBefore(parts, deadline, clock);
    if (part === undefined) break;
    size += part.length;
    if (size > maxBytes) throw new Refusal('body-too-large');
    yield part;
    piece += part.length;
    if (piece < BODY_PIECE_BYTES) continue;
    piece = 0;
    // From when the next part is asked for: how long the last one took to write is not the sender's fault.
    deadline = clock.now() + BODY_IDLE_MS;
  }
  // Over HTTP/2 a body that was given up ends like one that is whole.
  if (incoming.aborted) throw new Refusal('request-malformed');
  if (size === 0) throw new Refusal('body-empty');
}

/** The next part, `undefined` at the end. */
function nextBefore(
  parts: AsyncIterator<Uint8Array>,
  deadline: number,
  clock: Clock,
): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(Math.max(0, deadline - clock.now()), () =>
      reject(new Refusal('body-stalled')),
    );
    parts.next().then(
      ({ done, value }) => {
        stop();
        resolve(done ? undefined : value);
      },
      () => {
        stop();
        // A body that stopped half way was never a request: nobody is there to read the answer.
        reject(new Refusal('request-malformed'));
      },
    );
  });
}
