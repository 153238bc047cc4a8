import type Database from 'better-sqlite3';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { LogError, type LogEntry, type LogRow, type StoredState } from './log.ts';
import { decodeEntries, decodeSegment, type EncodedSegment, type SegmentEntry } from './segment.ts';

/** A document as compaction left it. */
export interface FoldedDocument {
  readonly num: number;
  /** The last folded row, the tag after it, and the bytes of all rows up to it. */
  readonly offset: number;
  readonly tag: string;
  readonly size: number;
  readonly digest: Uint8Array;
}

interface StoredSegment extends EncodedSegment {
  readonly first: number;
  readonly last: number;
  readonly tag: string;
}

/** Reads what compaction has folded; rows, tags and states as the log tells them. */
export interface History {
  /** `undefined` for a document of which nothing is folded. */
  document(doc: DocId): FoldedDocument | undefined;
  /** Folded rows after `after`, ending once `maxBytes` is passed; the first one however large. */
  read(document: FoldedDocument, after: number, maxBytes: number): LogRow[];
  /** Folded rows after `after`, at most `limit`, of which only the entries are unpacked. */
  entries(document: FoldedDocument, after: number, limit: number): LogEntry[];
  find(document: FoldedDocument, session: SessionId, n: number): LogRow | undefined;
  row(document: FoldedDocument, offset: number): LogRow | undefined;
  state(document: FoldedDocument): StoredState | undefined;
  statePart(document: FoldedDocument, offset: number, part: number): Uint8Array | undefined;
}

/** Over a database of `HISTORY_MIGRATIONS`, which another thread may be writing. */
export function createHistory(database: Database.Database): History {
  const byId = database.prepare<[string], FoldedDocument>(
    'SELECT num, offset, tag, size, digest FROM documents WHERE id = ? AND offset > 0',
  );
  const holding = database.prepare<[number, number], StoredSegment>(
    'SELECT first, last, tag, entries, bytes FROM segments WHERE document = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  );
  const entriesFrom = database.prepare<
    [number, number, number],
    Pick<StoredSegment, 'first' | 'entries'>
  >(
    'SELECT first, entries FROM segments WHERE document = ? AND last > ? AND first <= ? ORDER BY first',
  );
  const newestFirst = database.prepare<[number, number], Pick<StoredSegment, 'first' | 'entries'>>(
    'SELECT first, entries FROM segments WHERE document = ? AND first <= ? ORDER BY first DESC',
  );
  const newestState = database.prepare<[number, number], StoredState>(
    'SELECT offset, size FROM states WHERE document = ? AND offset <= ? ORDER BY offset DESC LIMIT 1',
  );
  const onePart = database
    .prepare<[number, number, number], Buffer>(
      'SELECT bytes FROM state_parts WHERE document = ? AND offset = ? AND part = ?',
    )
    .pluck();
  /** The segment that was read last: whoever catches up reads on in it. */
  let latest: { key: string; rows: LogRow[] } | undefined;

  function segmentWith({ num, tag }: FoldedDocument, offset: number): LogRow[] {
    // The tag names a folding: a later one may have written the last segment anew, with more rows.
    const known = latest;
    if (
      known?.key === `${num} ${tag}` &&
      known.rows[0]!.offset <= offset &&
      known.rows.at(-1)!.offset >= offset
    )
      return known.rows;
    const stored = holding.get(num, offset);
    const rows = stored && decode(stored);
    if (!rows || stored.last < offset)
      throw new LogError('storage', new Error('a segment is missing'));
    latest = { key: `${num} ${tag}`, rows };
    return rows;
  }

  /** A damaged segment is a fault of one document: to open all files anew for it would stop everybody. */
  function decode(stored: StoredSegment): LogRow[] {
    try {
      const rows = decodeSegment(stored, stored.first, stored.tag);
      if (rows.at(-1)?.offset === stored.last) return rows;
    } catch (error) {
      throw new LogError('storage', error);
    }
    throw new LogError('storage', new Error('a segment lacks rows'));
  }

  function decodedEntries(entries: Uint8Array): SegmentEntry[] {
    try {
      return decodeEntries(entries);
    } catch (error) {
      throw new LogError('storage', error);
    }
  }

  const row = (document: FoldedDocument, offset: number): LogRow | undefined =>
    offset < 1 || offset > document.offset
      ? undefined
      : segmentWith(document, offset).find((one) => one.offset === offset);

  return {
    document: (doc) => byId.get(doc),
    read(document, after, maxBytes) {
      const found: LogRow[] = [];
      let size = 0;
      for (let at = after + 1; at <= document.offset && size <= maxBytes;) {
        for (const one of segmentWith(document, at)) {
          if (one.offset < at) continue;
          if (one.offset > document.offset || size > maxBytes) return found;
          found.push(one);
          size += one.bytes.length;
          at = one.offset + 1;
        }
      }
      return found;
    },
    entries(document, after, limit) {
      const found: LogEntry[] = [];
      const stored = entriesFrom.iterate(document.num, after, document.offset);
      for (const { first, entries } of stored) {
        for (const [i, { session, principal, time }] of decodedEntries(entries).entries()) {
          const offset = first + i;
          if (offset > document.offset || found.length >= limit) break;
          if (offset > after) found.push({ offset, session, principal, time });
        }
        if (found.length >= limit) break;
      }
      return found;
    },
    find(document, session, n) {
      let offset: number | undefined;
      for (const { first, entries } of newestFirst.iterate(document.num, document.offset)) {
        const index = decodeEntries(entries).findIndex(
          (entry) => entry.session === session && entry.n === n,
        );
        if (index < 0) continue;
        offset = first + index;
        break;
      }
      return offset === undefined ? undefined : row(document, offset);
    },
    row,
    state: ({ num, offset }) => newestState.get(num, offset),
    statePart: ({ num }, offset, part) => onePart.get(num, offset, part),
  };
}
