import { gzipSync } from 'node:zlib';
import * as Y from 'yjs';
import type { DocId } from '@weft/shared/protocol/ids';
import { createFolding } from '../compaction/folding.ts';
import { STATE_PART_BYTES, type LogRow } from '../log/log.ts';
import { encodePast, Past } from '../room/past.ts';
import type { StoredDocuments } from './stored-documents.ts';

/** Makes a document's state and digest anew from its rows. Returns whether that was possible. */
export function repairState(stored: StoredDocuments, doc: DocId, now: number): boolean {
  const folded = stored.history.document(doc);
  if (!folded) return false;
  try {
    const rows: LogRow[] = [];
    for (const row of stored.rows(doc)) if (row.offset <= folded.offset) rows.push(row);
    if (rows.length !== folded.offset) return false;
    const folding = createFolding(undefined);
    folding.add(rows);
    const bad = new Set(folding.quarantined.map(({ offset }) => offset));
    const { cursor, origin } = stored.journal.head(doc);
    const past = new Past(cursor.epoch, cursor.epoch !== origin);
    for (const row of rows) {
      if (bad.has(row.offset)) past.noteSession(row);
      else past.add(row);
    }
    const state = folding.finish();
    Y.decodeUpdate(state);
    write(stored, folded.num, folded.offset, gzipSync(state), encodePast(past, now));
    return true;
  } catch {
    return false;
  }
}

function write(
  { historyDatabase: database }: StoredDocuments,
  num: number,
  offset: number,
  state: Uint8Array,
  digest: Uint8Array,
): void {
  database.transaction(() => {
    // Keyframes, too, may be what is wrong.
    database.prepare('DELETE FROM states WHERE document = ?').run(num);
    database.prepare('DELETE FROM state_parts WHERE document = ?').run(num);
    database
      .prepare(
        'INSERT INTO states (document, offset, keyframe, log_size, size) SELECT num, offset, 0, size, ? FROM documents WHERE num = ?',
      )
      .run(state.length, num);
    for (let part = 0; part * STATE_PART_BYTES < state.length; part++) {
      const bytes = state.subarray(part * STATE_PART_BYTES, (part + 1) * STATE_PART_BYTES);
      database
        .prepare('INSERT INTO state_parts (document, offset, part, bytes) VALUES (?, ?, ?, ?)')
        .run(num, offset, part, bytes);
    }
    database.prepare('UPDATE documents SET digest = ? WHERE num = ?').run(digest, num);
  })();
}
