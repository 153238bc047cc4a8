import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Log } from '../log/log.ts';

/** Whether `cursor` is a place in the very history that this log holds, so that it can be continued. */
export async function knowsCursor(log: Log, doc: DocId, head: Cursor, cursor: Cursor): Promise<boolean> {
  if (cursor.epoch !== head.epoch || cursor.offset > head.offset) return false;
  return (await log.tagAt(doc, cursor.offset)) === cursor.tag;
}
