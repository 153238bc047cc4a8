import { decodeBase64 } from '@weft/shared/codec/base64';
import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Heard } from './ports.ts';

/** What an `updates` event means at a position. */
export type Received =
  /** Rows to apply, in order, and the position after them. Own rows are left out: the document has them. */
  | { readonly kind: 'rows'; readonly updates: Uint8Array[]; readonly cursor: Cursor }
  /** All of it was seen before, as when two streams overlap. */
  | { readonly kind: 'seen' }
  /** Something in between is missing, or the event makes no sense: this stream cannot be believed. */
  | { readonly kind: 'fault' };

/** Reads `event` at `position`: each row once, in order, never over a gap. */
export function receive(position: Cursor, event: Extract<Heard, { name: 'updates' }>): Received {
  const cursor = parseCursor(event.cursor);
  if (!cursor || cursor.epoch !== position.epoch) return { kind: 'fault' };
  if (cursor.offset <= position.offset) return { kind: 'seen' };
  const first = cursor.offset - event.updates.length + 1;
  if (first > position.offset + 1) return { kind: 'fault' };
  const rows = event.updates.slice(position.offset + 1 - first).filter((row) => row !== null);
  try {
    return { kind: 'rows', updates: rows.map(bytesOf), cursor };
  } catch {
    return { kind: 'fault' };
  }
}

/** The bytes of a row. Throws where they are not base64. */
export function bytesOf(row: string | Uint8Array): Uint8Array {
  return typeof row === 'string' ? decodeBase64(row) : row;
}
