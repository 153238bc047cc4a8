import type { SessionId } from '@weft/shared/protocol/ids';
import type { Cursor } from '@weft/shared/protocol/cursor';
import { followPath } from '@weft/shared/protocol/routes';
import type { Topic } from '@weft/shared/protocol/topic';
import type { Failure, FollowSink, Heard } from '../sync/ports.ts';

/** One document, or one space's changes, that somebody follows over a connection. */
export interface Follow {
  readonly doc: Topic;
  /** Of whoever writes as well: their own rows come without bytes. */
  readonly session?: SessionId | undefined;
  readonly sink: FollowSink;
  /** After what was delivered last: where the next request goes on. */
  cursor: Cursor;
}

/** Who hears what one request, or one series of polls, brings. */
export interface CarrierSink {
  event(event: Heard): void;
  /** Something arrived. */
  alive(): void;
  /** It is over; called once, and nothing after it. */
  lost(failure: Failure): void;
}

/** Brings the events of some documents, until it is lost or closed. */
export interface Carrier {
  /** Ends it without a call to `lost`. */
  close(): void;
  /** The person has just edited: answers are worth asking for. */
  edited?(): void;
}

/** Sends one request to the server, with its headers of every request. */
export type SendRequest = (path: string, init: RequestInit) => Promise<Response>;

/**
 * The request that follows all of these. A document that several follow is named once, from where the last of them
 * is; as rows of each of them are news to the others, theirs come with bytes.
 *
 * @param presence what the poll before answered
 */
export function pathOf(follows: readonly Follow[], presence?: string): string {
  const docs = new Map<Topic, Follow[]>();
  for (const follow of follows) docs.set(follow.doc, [...(docs.get(follow.doc) ?? []), follow]);
  const groups = [...docs.values()];
  const sessionsOf = (some: readonly Follow[][]): SessionId[] => [
    ...new Set(some.flat().flatMap(({ session }) => session ?? [])),
  ];
  return followPath(
    sessionsOf(groups.filter(({ length }) => length === 1)),
    groups.map((group) =>
      group.reduce((last, one) => (one.cursor.offset < last.cursor.offset ? one : last)),
    ),
    { presence, here: sessionsOf(groups.filter(({ length }) => length > 1)) },
  );
}
