import { gunzipSync } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { FoldedDocument, History } from '../log/history.ts';
import { gatherStateSync } from '../log/state-parts.ts';
import { FULL_REPLAY_BYTES, type Before } from './tail.ts';

/** Rows that are read at a time. */
const READ_BYTES = 1024 * 1024;

/** What the files hold of a document before its tail is folded. */
export function storedBefore(
  database: Database.Database,
  history: History,
  document: FoldedDocument | undefined,
): Before {
  if (!document) return { state: undefined, digest: undefined, replay: () => [] };
  const newest = history.state(document);
  if (!newest) throw new Error('a folded document has no state');
  return {
    state: gatherStateSync((part) => history.statePart(document, newest.offset, part)),
    digest: document.digest,
    replay: () => replay(database, history, document),
  };
}

function* replay(
  database: Database.Database,
  history: History,
  document: FoldedDocument,
): Generator<Uint8Array> {
  const bad = new Set(
    database
      .prepare<[number], number>('SELECT offset FROM quarantine WHERE document = ?')
      .pluck()
      .all(document.num),
  );
  let at = 0;
  const keyframe = database
    .prepare<[number], number | null>(
      'SELECT max(offset) FROM states WHERE document = ? AND keyframe = 1',
    )
    .pluck()
    .get(document.num);
  if (document.size > FULL_REPLAY_BYTES && keyframe) {
    yield gunzipSync(gatherStateSync((part) => history.statePart(document, keyframe, part)));
    at = keyframe;
  }
  while (at < document.offset) {
    for (const { offset, bytes } of history.read(document, at, READ_BYTES)) {
      at = offset;
      if (!bad.has(offset)) yield bytes;
    }
  }
}
