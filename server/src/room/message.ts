import { encodeBase64 } from '@weft/shared/codec/base64';
import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import type { LogRow } from '../log/log.ts';

/** What a room publishes to those who follow its document. */
export type RoomMessage =
  | {
      readonly kind: 'row';
      readonly offset: number;
      readonly cursor: Cursor;
      readonly session: SessionId | undefined;
      /** The event for everybody else, encoded on first use and then shared. */
      readonly forOthers: () => Buffer;
      /** The event for the author, who has the bytes and needs the cursor. */
      readonly forAuthor: () => Buffer;
    }
  | { readonly kind: 'presence'; readonly encoded: Buffer }
  | { readonly kind: 'gone'; readonly code: Extract<Down, { name: 'gone' }>['code'] };

/** A committed row as a message: encoded once however many follow. */
export function rowMessage(doc: DocId, row: LogRow, cursor: Cursor): RoomMessage {
  return {
    kind: 'row',
    offset: row.offset,
    cursor,
    session: row.session,
    forOthers: once(() => encodeRows(doc, [encodeBase64(row.bytes)], cursor)),
    forAuthor: once(() => encodeRows(doc, [null], cursor)),
  };
}

/** An `updates` event; its id lets a bare `EventSource` resume. */
export function encodeRows(doc: DocId, updates: (string | null)[], cursor: Cursor): Buffer {
  const text = formatCursor(cursor);
  return Buffer.from(encodeEvent({ name: 'updates', doc, cursor: text, updates }, text));
}

/** An event without a place in the log. */
export function encodeDown(event: Down): Buffer {
  return Buffer.from(encodeEvent(event));
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
