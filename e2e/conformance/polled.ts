import { expect } from 'vitest';
import { decodePoll, type Polled } from '@weft/shared/codec/poll';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { followPath, FRAMES_TYPE, PREFER_HEADER } from '@weft/shared/protocol/routes';
import type { Topic } from '@weft/shared/protocol/topic';
import type { IncomingHttpHeaders } from 'node:http';
import { answerOf, cursor, open } from './server-under-test.ts';

/** What one poll answered. */
export interface PollAnswer {
  readonly headers: IncomingHttpHeaders;
  readonly events: readonly Polled[];
  /** To be handed back by the next one. */
  readonly presence: string;
  readonly tookMs: number;
}

export interface PollOptions {
  readonly sessions?: readonly SessionId[];
  /** What the poll before answered. */
  readonly presence?: string | undefined;
  /** The whole header `Prefer`. */
  readonly prefer?: string;
  readonly accept?: string;
}

/** Polls documents, each from its first row or after a cursor. */
export function poll(
  docs: readonly (Topic | { doc: Topic; cursor: string })[],
  options: PollOptions = {},
): Promise<PollAnswer> {
  return startPoll(docs, options).answer;
}

/** A poll under way, and the way to leave before its answer comes. */
export function startPoll(
  docs: readonly (Topic | { doc: Topic; cursor: string })[],
  { sessions = [], presence, prefer, accept = FRAMES_TYPE }: PollOptions = {},
): { readonly answer: Promise<PollAnswer>; leave(): void } {
  const followed = docs.map((one) =>
    typeof one === 'string' ? { doc: one } : { doc: one.doc, cursor: cursor(one.cursor) },
  );
  const began = performance.now();
  const outgoing = open({
    path: followPath(sessions, followed, { presence }),
    headers: { Accept: accept, ...(prefer !== undefined && { [PREFER_HEADER]: prefer }) },
  });
  const answer = answerOf(outgoing).then(({ status, headers, body }) => {
    expect(status).toBe(200);
    const tookMs = performance.now() - began;
    const digest = String(headers['weft-presence']);
    return { headers, events: decodePoll(body), presence: digest, tookMs };
  });
  outgoing.end();
  return { answer, leave: () => void outgoing.destroy() };
}

/** The names of a document's or a space's events, in order. */
export function namesOf({ events }: PollAnswer, doc: Topic): string[] {
  return events.filter((event) => 'doc' in event && event.doc === doc).map(({ name }) => name);
}

/** The first event of a name, of a document where one is given. */
export function eventOf<N extends Polled['name']>({ events }: PollAnswer, name: N, doc?: Topic) {
  return events.find(
    (event): event is Extract<Polled, { name: N }> =>
      event.name === name && (doc === undefined || ('doc' in event && event.doc === doc)),
  );
}

/** The rows of a document, `null` for one's own. */
export function polledRows({ events }: PollAnswer, doc: DocId): (Uint8Array | null)[] {
  return events.flatMap((event) =>
    event.name === 'updates' && event.doc === doc ? [...event.updates] : [],
  );
}
