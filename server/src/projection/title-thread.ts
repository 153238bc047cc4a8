/** Entry of the projection thread: building a document to read its title and words must not delay a keystroke. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  discardSearchDatabase,
  isDamage,
  openSearchDatabase,
  type SearchDatabase,
} from '../search/search-database.ts';
import { createDocumentReading } from './title.ts';
import type { TitleAnswer, TitlePiece } from './title-reader.ts';

const { folder } = workerData as { readonly folder: string | undefined };
let index: SearchDatabase | undefined;
let reading = createDocumentReading();

parentPort!.on('message', (piece: TitlePiece) => {
  const answer: TitleAnswer = { title: undefined };
  if (piece.rows) {
    try {
      reading.add(piece.rows);
    } catch {
      // A document whose rows do not add up has no title to show; opening it tells the person more.
    }
  } else {
    const { title, lines } = readAll();
    answer.title = title;
    keep({ ...piece.mark, title, lines });
    reading = createDocumentReading();
  }
  parentPort!.postMessage(answer);
});

function readAll(): ReturnType<typeof reading.finish> {
  try {
    return reading.finish();
  } catch {
    return { title: '', lines: [] };
  }
}

/** The title must be told whatever becomes of the words: they are read again at the next change, or the next start. */
function keep(document: Parameters<SearchDatabase['write']>[0]): void {
  if (folder === undefined) return;
  try {
    index ??= openSearchDatabase(folder);
    index.write(document);
  } catch (error) {
    index?.close();
    index = undefined;
    if (isDamage(error)) discardSearchDatabase(folder);
  }
}
