import type { IncomingMessage, RequestOptions } from 'node:http';
import { afterAll } from 'vitest';
import { createEventReader } from '@weft/shared/codec/sse';
import type { Down, DownName } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { followPath, type Followed } from '@weft/shared/protocol/routes';
import type { Topic } from '@weft/shared/protocol/topic';
import { answerOf, cursor, open as openRequest, type Answer } from './server-under-test.ts';

export type Event<N extends DownName = DownName> = Extract<Down, { name: N }>;

/** One open stream and what has come down it so far. */
export interface EventCollector {
  readonly headers: IncomingMessage['headers'];
  readonly events: readonly Event[];
  /** The body as it came, undecoded beyond characters. */
  readonly text: string;
  /** Resolves with what `find` finds as soon as it does; rejects when the stream ends before. */
  until<T>(find: (events: readonly Event[]) => T | undefined): Promise<T>;
  /** Resolves when the server, or what lies between, ended the stream. */
  readonly ended: Promise<void>;
  close(): void;
}

export interface FollowOptions {
  readonly sessions?: readonly SessionId[];
  readonly here?: readonly SessionId[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Connects somewhere else, such as to a proxy, while asking for the server under test. */
  readonly through?: RequestOptions;
}

/** A document or a space to follow: from the beginning, or after a cursor. */
export type Wanted = Topic | { readonly doc: Topic; readonly cursor: string };

const open = new Set<EventCollector>();
afterAll(() => {
  for (const collector of open) collector.close();
});

/** Follows documents and collects; rejects when the server does not answer with a stream. */
export async function follow(
  docs: readonly Wanted[],
  options: FollowOptions = {},
): Promise<EventCollector> {
  const path = followPath(options.sessions ?? [], docs.map(toFollowed), {
    here: options.here ?? [],
  });
  return followAt(path, options);
}

/** Follows at a path written out by the test. */
export function followAt(path: string, options: FollowOptions = {}): Promise<EventCollector> {
  const { headers = {}, through = {} } = options;
  const outgoing = openRequest({ path, headers }, { agent: false, ...through });
  return new Promise((resolve, reject) => {
    outgoing.on('error', reject);
    outgoing.on('response', (incoming) => {
      if (incoming.statusCode === 200) resolve(collect(incoming, () => outgoing.destroy()));
      else reject(new Error(`answered ${incoming.statusCode} instead of a stream`));
    });
    outgoing.end();
  });
}

/** The answer to a follow that is refused. */
export function refusedFollow(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  const outgoing = openRequest({ path, headers });
  outgoing.end();
  return answerOf(outgoing);
}

/** Finds the first event of a name, of one document or space where given. */
export function first<N extends DownName>(name: N, doc?: Topic) {
  return (events: readonly Event[]): Event<N> | undefined =>
    events.find(
      (event): event is Event<N> =>
        event.name === name && (doc === undefined || ('doc' in event && event.doc === doc)),
    );
}

/** Every row that came for a document, by its offset: base64, or `null` for one's own. */
export function rowsOf(
  events: readonly Event[],
  doc: DocId,
): [offset: number, row: string | null][] {
  return events.flatMap((event) => {
    if (event.name !== 'updates' || event.doc !== doc) return [];
    const after = cursor(event.cursor).offset - event.updates.length;
    return event.updates.map((row, i): [number, string | null] => [after + i + 1, row]);
  });
}

function collect(incoming: IncomingMessage, destroy: () => void): EventCollector {
  const events: Event[] = [];
  const waiting = new Set<() => void>();
  const decoder = new TextDecoder();
  let text = '';
  let end: Error | undefined;
  const wake = (): void => {
    for (const look of waiting) look();
  };
  const reader = createEventReader(
    (event) => void events.push(event),
    () => (end ??= new Error('an event had the wrong shape')),
  );
  const ended = new Promise<void>((resolve) => {
    incoming.on('close', () => {
      end ??= new Error(`the stream ended after ${events.map(({ name }) => name).join(', ')}`);
      resolve();
      wake();
    });
  });
  // A cut connection is no failure of a test that reads through a proxy; 'close' says that it is over.
  incoming.on('error', () => undefined);
  incoming.on('data', (part: Buffer) => {
    const piece = decoder.decode(part, { stream: true });
    text += piece;
    reader.feed(piece);
    wake();
  });
  const collector: EventCollector = {
    headers: incoming.headers,
    events,
    get text() {
      return text;
    },
    ended,
    until: (find) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = find(events);
          if (found === undefined && end === undefined) return;
          waiting.delete(look);
          if (found === undefined) reject(end!);
          else resolve(found);
        };
        waiting.add(look);
        look();
      }),
    close() {
      open.delete(collector);
      destroy();
    },
  };
  open.add(collector);
  return collector;
}

function toFollowed(wanted: Wanted): Followed {
  if (typeof wanted === 'string') return { doc: wanted };
  return { doc: wanted.doc, cursor: cursor(wanted.cursor) };
}
