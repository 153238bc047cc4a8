import { once } from 'node:events';
import {
  connect,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { onTestFinished } from 'vitest';
import { createEventReader } from '@weft/shared/codec/sse';
import type { Down, DownName } from '@weft/shared/protocol/down';

/** An answer over HTTP/2. */
export interface Http2Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
}

/** A connection of HTTP/2, closed when the running test is over. */
export async function http2Connection(url: string, ca: Buffer): Promise<ClientHttp2Session> {
  const session = connect(url, { ca });
  session.on('error', () => undefined);
  onTestFinished(() => session.destroy());
  await once(session, 'connect');
  return session;
}

/** Asks, and resolves with the whole answer. */
export function asked(
  session: ClientHttp2Session,
  headers: OutgoingHttpHeaders,
  body?: Uint8Array | string,
): Promise<Http2Answer> {
  const stream = session.request(headers, { endStream: body === undefined });
  if (body !== undefined) stream.end(body);
  return answered(stream);
}

/** The whole answer to a request that is being written. */
export async function answered(stream: ClientHttp2Stream): Promise<Http2Answer> {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  const ended = once(stream, 'end');
  const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
  await ended;
  return { status: Number(headers[':status']), headers, body: Buffer.concat(parts) };
}

/** What a stream of events told so far. */
export interface Told {
  readonly events: readonly Down[];
  /** Resolves once an event of this name was told, also if it was before. */
  told(name: DownName): Promise<void>;
}

/** Reads a stream of events over the connection. */
export function followedOver(session: ClientHttp2Session, path: string): Told {
  const stream = session.request({ ':path': path });
  const events: Down[] = [];
  let look = (): void => undefined;
  const reader = createEventReader(
    (event) => void events.push(event),
    () => stream.destroy(new Error('an event of the wrong shape')),
  );
  stream.setEncoding('utf8').on('data', (text: string) => {
    reader.feed(text);
    look();
  });
  stream.on('error', () => undefined);
  return {
    events,
    told: (name) =>
      new Promise((resolve) => {
        const before = look;
        look = () => {
          before();
          if (events.some((event) => event.name === name)) resolve();
        };
        look();
      }),
  };
}
