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
      /**
       * The event, encoded on first use and then shared. The author has the bytes and needs the cursor; who is to resume
       * by `Last-Event-ID` needs an id.
       */
      readonly encoded: (reader: { isAuthor: boolean; needsId: boolean }) => Buffer;
    }
  | { readonly kind: 'presence'; readonly encoded: Buffer }
  | { readonly kind: 'gone'; readonly code: Extract<Down, { name: 'gone' }>['code'] };

/** A committed row as a message: encoded once however many follow. */
export function rowMessage(doc: DocId, row: LogRow, cursor: Cursor): RoomMessage {
  const made: (Buffer | undefined)[] = [];
  return {
    kind: 'row',
    offset: row.offset,
    cursor,
    session: row.session,
    encoded({ isAuthor, needsId }) {
      const at = (isAuthor ? 2 : 0) + (needsId ? 1 : 0);
      made[at] ??= encodeRows(doc, [isAuthor ? null : encodeBase64(row.bytes)], cursor, needsId);
      return made[at];
    },
  };
}

/** An `updates` event; with an id, a bare `EventSource` resumes by it. */
export function encodeRows(
  doc: DocId,
  updates: (string | null)[],
  cursor: Cursor,
  needsId: boolean,
): Buffer {
  const text = formatCursor(cursor);
  const event: Down = { name: 'updates', doc, cursor: text, updates };
  return Buffer.from(encodeEvent(event, needsId ? text : undefined));
}

/** An event without a place in the log. */
export function encodeDown(event: Down): Buffer {
  return Buffer.from(encodeEvent(event));
}
