import type Database from 'better-sqlite3';
import type { DocId } from '@weft/shared/protocol/ids';
import { STATE_PART_BYTES, type LogRow } from '../log/log.ts';
import { decodeSegment, encodeSegment, SEGMENT_BYTES } from '../log/segment.ts';
import type { Quarantined } from './folding.ts';

/** A segment that ends earlier than this is written anew with the rows that follow. */
const MERGE_BYTES = SEGMENT_BYTES / 4;
/** Bytes of rows between two states that are kept for good; more for a document whose states are large. */
const KEYFRAME_BYTES = 1024 * 1024;
const KEYFRAME_STATES = 4;

/** A document's history as far as it is written. */
export interface WrittenHistory {
  readonly num: number;
  /** The last folded row, the tag after it and the bytes of all rows up to it; 0, undefined and 0 for none. */
  readonly offset: number;
  readonly tag: string | undefined;
  readonly size: number;
  readonly digest: Uint8Array | undefined;
}

/** What one compaction came to. */
export interface FoldedTail {
  readonly offset: number;
  readonly tag: string;
  readonly size: number;
  readonly digest: Uint8Array;
  /** The state as it is stored, and how large it is unpacked. */
  readonly state: Uint8Array;
  readonly stateSize: number;
  readonly quarantined: readonly Quarantined[];
}

/**
 * Writes histories. Until `finish` nothing that readers look at changes: they read up to the document's offset only, and
 * what a crash leaves behind it is written over next time.
 */
export interface HistoryWriter {
  document(doc: DocId): WrittenHistory;
  /** Appends rows that follow one another, in segments. */
  segments(document: WrittenHistory, tagBefore: string): SegmentWriter;
  /** One transaction, one fsync: from then on the tail is folded. */
  finish(document: WrittenHistory, segments: SegmentWriter, folded: FoldedTail): void;
}

export interface SegmentWriter {
  add(rows: readonly LogRow[]): void;
  /** Writes what has not filled a segment. */
  flush(): void;
}

export function createHistoryWriter(database: Database.Database): HistoryWriter {
  type Stored = Omit<WrittenHistory, 'tag' | 'digest'> & { tag: string; digest: Buffer };
  type StoredSegment = {
    first: number;
    last: number;
    size: number;
    tag: string;
    entries: Buffer;
    bytes: Buffer;
  };
  const byId = database.prepare<[string], Stored>(
    'SELECT num, offset, tag, size, digest FROM documents WHERE id = ?',
  );
  const insert = database.prepare(
    "INSERT INTO documents (id, offset, tag, size, digest) VALUES (?, 0, '', 0, x'')",
  );
  const update = database.prepare(
    'UPDATE documents SET offset = ?, tag = ?, size = ?, digest = ? WHERE num = ?',
  );
  const lastSegment = database.prepare<[number, number], StoredSegment>(
    'SELECT first, last, size, tag, entries, bytes FROM segments WHERE document = ? AND first <= ? ORDER BY first DESC LIMIT 1',
  );
  const deleteSegments = database.prepare('DELETE FROM segments WHERE document = ? AND first > ?');
  const replaceSegment = database.prepare(
    'INSERT OR REPLACE INTO segments (document, first, last, size, tag, entries, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const lastKeyframe = database
    .prepare<[number], number>(
      'SELECT max(log_size) FROM states WHERE document = ? AND keyframe = 1',
    )
    .pluck();
  const insertState = database.prepare(
    'INSERT INTO states (document, offset, keyframe, log_size, size) VALUES (?, ?, ?, ?, ?)',
  );
  const insertPart = database.prepare(
    'INSERT INTO state_parts (document, offset, part, bytes) VALUES (?, ?, ?, ?)',
  );
  const olderStates = database
    .prepare<[number], number>(
      'SELECT offset FROM states WHERE document = ? AND keyframe = 0 ORDER BY offset DESC LIMIT -1 OFFSET 2',
    )
    .pluck();
  const deleteState = database.prepare('DELETE FROM states WHERE document = ? AND offset = ?');
  const deleteParts = database.prepare('DELETE FROM state_parts WHERE document = ? AND offset = ?');
  const insertQuarantined = database.prepare(
    'INSERT OR REPLACE INTO quarantine (document, offset, reason) VALUES (?, ?, ?)',
  );

  function createSegmentWriter(document: WrittenHistory, tagBefore: string): SegmentWriter {
    deleteSegments.run(document.num, document.offset);
    let rows: LogRow[] = [];
    let size = 0;
    let before = tagBefore;
    const last = document.offset > 0 ? lastSegment.get(document.num, document.offset) : undefined;
    if (last && last.size < MERGE_BYTES) {
      rows = decodeSegment(last, last.first, last.tag).filter(
        ({ offset }) => offset <= document.offset,
      );
      size = last.size;
      before = last.tag;
    }
    function flush(): void {
      if (rows.length === 0) return;
      const { entries, bytes } = encodeSegment(rows);
      const [first, end] = [rows[0]!, rows.at(-1)!];
      replaceSegment.run(document.num, first.offset, end.offset, size, before, entries, bytes);
      before = end.tag;
      rows = [];
      size = 0;
    }
    return {
      add(more) {
        for (const row of more) {
          if (rows.length > 0 && size + row.bytes.length > SEGMENT_BYTES) flush();
          rows.push(row);
          size += row.bytes.length;
        }
      },
      flush,
    };
  }

  function writeState({ num }: WrittenHistory, folded: FoldedTail): void {
    const { offset, size, state, stateSize } = folded;
    const since = size - (lastKeyframe.get(num) ?? 0);
    const isKeyframe = since >= Math.max(KEYFRAME_BYTES, KEYFRAME_STATES * stateSize);
    insertState.run(num, offset, isKeyframe ? 1 : 0, size, state.length);
    for (let part = 0; part * STATE_PART_BYTES < state.length; part++) {
      const from = part * STATE_PART_BYTES;
      insertPart.run(num, offset, part, state.subarray(from, from + STATE_PART_BYTES));
    }
    // The one before stays for those who are reading it.
    for (const old of olderStates.all(num)) {
      deleteState.run(num, old);
      deleteParts.run(num, old);
    }
  }

  return {
    document(doc) {
      const stored = byId.get(doc);
      const num = stored?.num ?? Number(insert.run(doc).lastInsertRowid);
      if (!stored || stored.offset === 0)
        return { num, offset: 0, tag: undefined, size: 0, digest: undefined };
      return stored;
    },
    segments: createSegmentWriter,
    finish(document, segments, folded) {
      database
        .transaction(() => {
          segments.flush();
          writeState(document, folded);
          for (const { offset, reason } of folded.quarantined)
            insertQuarantined.run(document.num, offset, reason);
          update.run(folded.offset, folded.tag, folded.size, folded.digest, document.num);
        })
        .immediate();
    },
  };
}
