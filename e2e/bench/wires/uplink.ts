import { setTimeout as sleep } from 'node:timers/promises';
import { encodeLetters } from './letters.ts';

/** What goes up over HTTP: one request at a time; what is typed meanwhile goes in the next one. */
export interface Uplink {
  type(count: number): void;
  push(update: Uint8Array): Promise<void>;
}

/**
 * @param post resolves when the update is acknowledged, with how far apart the server wants requests, milliseconds
 * @param onFault a request failed, after which nothing more is sent
 */
export function createUplink(
  { client, clock = 0 }: { client: number; clock?: number },
  post: (update: Uint8Array) => Promise<number>,
  onAck: (clock: number) => void,
  onFault: (error: unknown) => void,
): Uplink {
  let sent = clock;
  let typed = clock;
  let busy = false;
  const pushed: { update: Uint8Array; done: () => void; failed: (error: unknown) => void }[] = [];

  async function run(): Promise<void> {
    busy = true;
    try {
      for (;;) {
        const next = pushed.shift();
        if (next) await post(next.update).then(() => next.done(), next.failed);
        else if (typed > sent) {
          const upTo = typed;
          const update = encodeLetters(client, sent, upTo - sent);
          sent = upTo;
          const sentAt = performance.now();
          const paceMs = await post(update);
          onAck(upTo);
          const early = sentAt + paceMs - performance.now();
          if (early > 0) await sleep(early);
        } else break;
      }
      busy = false;
    } catch (error) {
      // Busy for ever: what was typed on top of what failed cannot be sent.
      onFault(error);
    }
  }

  return {
    type(count) {
      typed += count;
      if (!busy) void run();
    },
    push: (update) =>
      new Promise((done, failed) => {
        pushed.push({ update, done, failed });
        if (!busy) void run();
      }),
  };
}
