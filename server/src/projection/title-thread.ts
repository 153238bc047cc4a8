/** Entry of the projection thread: building a document to read its title must not delay a keystroke. */
import { parentPort } from 'node:worker_threads';
import { createTitleBuilder } from './title.ts';
import type { TitleAnswer, TitlePiece } from './title-reader.ts';

let builder = createTitleBuilder();

parentPort!.on('message', ({ rows }: TitlePiece) => {
  const answer: TitleAnswer = { title: undefined };
  try {
    if (rows) builder.add(rows);
    else answer.title = builder.finish();
  } catch {
    // A document whose rows do not add up has no title to show; opening it tells the person more.
    if (!rows) answer.title = '';
  }
  if (!rows) builder = createTitleBuilder();
  parentPort!.postMessage(answer);
});
