import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { createEventReader } from '@weft/shared/codec/sse';
import type { Down, DownName } from '@weft/shared/protocol/down';

export interface FollowedStream {
  readonly response: IncomingMessage;
  /** What was told so far. */
  readonly events: readonly Down[];
  /** Resolves once an event of this name was told, also if it was before. */
  told(name: DownName): Promise<Down>;
  /** Resolves when the stream has ended, in good order or not. */
  readonly ended: Promise<unknown>;
}

/** Reads a stream; its connection is closed when the running test is over. */
export async function followedStream(url: string): Promise<FollowedStream> {
  const asking = request(url, { agent: false }).end();
  onTestFinished(() => void asking.destroy());
  const [response] = (await once(asking, 'response')) as [IncomingMessage];
  const events: Down[] = [];
  const waiting: { name: DownName; resolve: (event: Down) => void }[] = [];
  const reader = createEventReader(
    (event) => {
      events.push(event);
      for (const { name, resolve } of waiting) if (name === event.name) resolve(event);
    },
    () => asking.destroy(new Error('an event of the wrong shape')),
  );
  response.setEncoding('utf8').on('data', (text: string) => reader.feed(text));
  response.on('error', () => undefined);
  return {
    response,
    events,
    told: (name) =>
      new Promise((resolve) => {
        const before = events.find((event) => event.name === name);
        if (before) resolve(before);
        else waiting.push({ name, resolve });
      }),
    ended: new Promise((resolve) => response.on('close', resolve)),
  };
}
