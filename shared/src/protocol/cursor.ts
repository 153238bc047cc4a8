/**
 * A cursor is a position in one document's log, `epoch.offset.tag`, as a client hands it back.
 * The tag is a checksum chained over every row up to the offset, so a cursor proves that client
 * and server mean the same history; a disk that was rolled back cannot answer for it.
 */
export interface Cursor {
  /** Generation of the log, 64 random bits in base64url; changes when history is recreated. */
  readonly epoch: string;
  /** Number of the last row seen; rows count 1, 2, 3 … and 0 means none. */
  readonly offset: number;
  /** Chained checksum over rows 1 to `offset`, 64 bits in base64url. */
  readonly tag: string;
}

const CURSOR = /^([A-Za-z0-9_-]{11})\.(0|[1-9][0-9]{0,14})\.([A-Za-z0-9_-]{11})$/;

/** `text` as a cursor, or `undefined` when malformed. */
export function parseCursor(text: string): Cursor | undefined {
  const match = CURSOR.exec(text);
  if (!match) return undefined;
  return { epoch: match[1]!, offset: Number(match[2]), tag: match[3]! };
}

/** The one spelling of `cursor` on the wire. */
export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}.${cursor.offset}.${cursor.tag}`;
}
