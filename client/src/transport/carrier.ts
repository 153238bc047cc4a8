import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { Failure, FollowSink, Heard } from '../sync/ports.ts';

/** One document that somebody follows over a connection. */
export interface Follow {
  readonly doc: DocId;
  readonly session: SessionId;
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
