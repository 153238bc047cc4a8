/** Entry of the projection thread: building a document to read its title must not delay a keystroke. */
import { parentPort } from 'node:worker_threads';
import { readTitleOf } from './title.ts';

parentPort!.on('message', ({ id, rows }: { id: number; rows: Uint8Array[] }) => {
  let title = '';
  try {
    title = readTitleOf(rows);
  } catch {
    // A document whose rows do not add up has no title to show; opening it tells the person more.
  }
  parentPort!.postMessage({ id, title });
});
