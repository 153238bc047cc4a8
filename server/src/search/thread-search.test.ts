import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { openSearchDatabase, type IndexedDocument } from './search-database.ts';
import { searchContract } from './search.contract.ts';
import { createThreadSearch } from './thread-search.ts';

/** The bundled thread, which global set-up has built: Node 20 cannot start one from TypeScript. */
const SEARCH_THREAD = new URL('../../dist/search/search-thread.js', import.meta.url);

function open(folder = temporaryFolder()) {
  const search = createThreadSearch(SEARCH_THREAD, folder);
  const database = openSearchDatabase(folder);
  onTestFinished(async () => {
    database.close();
    await search.close();
  });
  return { search, write: database.write, folder };
}

searchContract(open);

const QUERY = { text: 'plan', isInTitles: false, since: undefined, until: undefined, limit: 10 };
const documentOf = (number: number): IndexedDocument => ({
  id: docIdOf(number),
  title: 'Plan',
  lines: [],
  updatedAt: 1,
  offset: 1,
});

test('SEARCH-6 an index that is damaged, or of another version, is begun anew', async () => {
  for (const harm of ['damage', 'version'] as const) {
    const folder = temporaryFolder();
    const file = join(folder, 'search.db');
    if (harm === 'damage') writeFileSync(file, 'no database at all'.repeat(1_000));
    else {
      const database = new Database(file);
      database.pragma('user_version = 99');
      database.close();
    }
    const { search, write } = open(folder);
    expect(await search.find(QUERY)).toEqual([]);
    write(documentOf(1));
    expect(await search.find(QUERY)).toHaveLength(1);
  }
});

test('SEARCH-6 a question that takes too long ends, and the next one is answered', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'thread.mjs');
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads';
     parentPort.on('message', ({ kind }) => {
       if (kind === 'links') for (;;);
       parentPort.postMessage({ ok: true, found: [] });
     });`,
  );
  const search = createThreadSearch(pathToFileURL(file), folder, 500);
  onTestFinished(search.close);
  await expect(search.linksTo(docIdOf(1), 1)).rejects.toThrow();
  expect(await search.find(QUERY)).toEqual([]);
});
