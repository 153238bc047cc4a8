/** Entry of the compaction thread: the only one that writes history.db. */
import { parentPort, workerData } from 'node:worker_threads';
import { join } from 'node:path';
import { openDatabase } from '../database/database.ts';
import { createHistory } from '../log/history.ts';
import { firstTag } from '../log/tag.ts';
import type { Asked, Told } from './compaction-call.ts';
import { createHistoryWriter, type SegmentWriter, type WrittenHistory } from './history-writer.ts';
import { storedBefore } from './stored-past.ts';
import { foldTail, type TailFold } from './tail.ts';

const { folder } = workerData as { folder: string };
const database = openDatabase(join(folder, 'history.db'));
const history = createHistory(database);
const writer = createHistoryWriter(database);

interface Running {
  readonly written: WrittenHistory;
  readonly segments: SegmentWriter;
  readonly fold: TailFold;
  tag: string;
  size: number;
}
let running: Running | undefined;

parentPort!.on('message', (asked: Asked) => {
  let told: Told;
  try {
    told = { ok: true, compacted: answer(asked) };
  } catch (error) {
    running = undefined;
    told = { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
  parentPort!.postMessage(told);
});

function answer(asked: Asked): Extract<Told, { ok: true }>['compacted'] {
  if (asked.type === 'begin') {
    running = begin(asked);
    return undefined;
  }
  if (!running) throw new Error('nothing is being folded');
  if (asked.type === 'rows') {
    running.fold.add(asked.rows);
    running.segments.add(asked.rows);
    running.tag = asked.rows.at(-1)?.tag ?? running.tag;
    for (const { bytes } of asked.rows) running.size += bytes.length;
    return undefined;
  }
  const { written, segments, fold, tag, size } = running;
  running = undefined;
  const { offset, state, stateSize, stateBytes, digest, quarantined } = fold.finish(asked.now);
  writer.finish(written, segments, { offset, tag, size, digest, state, stateSize, quarantined });
  // Nobody waits for this thread; the readers' connection only ever reads.
  database.pragma('wal_checkpoint(PASSIVE)');
  return { offset, stateBytes, quarantined };
}

function begin({ doc, head }: Extract<Asked, { type: 'begin' }>): Running {
  const written = writer.document(doc);
  if (written.offset !== head.base.offset) throw new Error('the base has moved');
  const tag = written.tag ?? firstTag(doc, head.origin);
  return {
    written,
    segments: writer.segments(written, tag),
    fold: foldTail(head, storedBefore(database, history, history.document(doc))),
    tag,
    size: written.size,
  };
}
