/** Entry of the search thread: looking for words must delay neither a keystroke nor the reading of new ones. */
import { parentPort, workerData } from 'node:worker_threads';
import {
  discardSearchDatabase,
  isDamage,
  openSearchDatabase,
  type SearchDatabase,
} from './search-database.ts';
import type { Sought, Told } from './search-call.ts';

const { folder } = workerData as { readonly folder: string };
let index: SearchDatabase | undefined;

parentPort!.on('message', (sought: Sought) => {
  try {
    index ??= openSearchDatabase(folder);
    const told: Told = { ok: true, found: answer(index, sought) };
    parentPort!.postMessage(told);
  } catch (error) {
    // The file may have been made anew by the other thread, or be damaged: opened again, it is looked at again.
    index?.close();
    index = undefined;
    if (isDamage(error)) discardSearchDatabase(folder);
    const told: Told = { ok: false };
    parentPort!.postMessage(told);
  }
});

function answer(database: SearchDatabase, sought: Sought): unknown {
  switch (sought.kind) {
    case 'find':
      return database.find(sought.query);
    case 'excerpts':
      return database.excerpts(sought.pages, sought.text);
    case 'links':
      return database.linksTo(sought.page, sought.limit);
    case 'offsets':
      return database.offsets(sought.docs);
    case 'forget':
      return database.forget(sought.doc);
  }
}
