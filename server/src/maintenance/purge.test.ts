import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { docIdOf } from '../testing/numbered-ids.ts';
import { typist } from '../room/testing/typist.ts';
import { openSearchDatabase } from '../search/search-database.ts';
import { purge } from './purge.ts';
import { rowsIn, usedFolder } from './testing/filled-folder.ts';
import { placePage } from './testing/placed-page.ts';

const NOW = 1_800_000_000_000;
const quiet = { now: NOW, onProgress: (): void => undefined };
const doc = docIdOf(1);
const SECRET = 'correct horse battery staple';

function replay(rows: readonly Uint8Array[]): Y.Doc {
  const read = new Y.Doc();
  for (const row of rows) Y.applyUpdate(read, row);
  return read;
}

/** Whether any file below holds the text as it is. */
function holds(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .some(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(text));
}

test('EPOCH-4 what was deleted is nowhere in the folder any more, and what is shown stays', async () => {
  const used = await usedFolder();
  const ben = new Y.Doc();
  const updates: Uint8Array[] = [];
  ben.on('update', (update: Uint8Array) => updates.push(update));
  const title = ben.getText('title');
  title.insert(0, 'public ');
  title.insert(7, SECRET);
  title.delete(7, SECRET.length);
  await used.append(updates.splice(0));
  await used.fold();
  title.insert(title.length, SECRET);
  title.delete(title.length - SECRET.length, SECRET.length);
  title.insert(title.length, 'words');
  await used.append(updates.splice(0));
  await used.append([typist(9).type('another page')], docIdOf(2));
  const before = await used.store.log.head(doc);
  await used.close();
  expect(holds(used.path, SECRET)).toBe(true);

  const { after } = purge(used.path, doc, quiet);
  expect(after).toBeLessThan(before.size);
  expect(holds(used.path, SECRET)).toBe(false);
  const rows = await rowsIn(used.path);
  expect(rows).toHaveLength(1);
  expect(replay(rows).getText('title').toString()).toBe('public words');
  expect(
    replay(await rowsIn(used.path, docIdOf(2)))
      .getText('title')
      .toString(),
  ).toBe('another page');

  const again = await usedFolder(used.path);
  const { cursor, origin } = await again.store.log.head(doc);
  expect(cursor.epoch).not.toBe(before.cursor.epoch);
  expect(origin).not.toBe(cursor.epoch);
  // A reader who still has it joins in: nothing comes back, nothing doubles.
  title.insert(0, '!');
  await again.append([Y.encodeStateAsUpdate(ben, Y.encodeStateVector(replay(rows)))]);
  await again.fold();
  const all = (await again.store.log.read(doc, 0, 100_000)).map(({ bytes }) => bytes);
  expect(replay(all).getText('title').toString()).toBe('!public words');
  await again.close();
  expect(holds(used.path, SECRET)).toBe(false);
});

test('EPOCH-4 TREE-9 nor are the titles that its page had', async () => {
  const used = await usedFolder();
  await used.append([typist(1).type('public')]);
  const { space, cursor } = await placePage(used);
  for (const title of [SECRET, 'public']) await used.store.pages.retitle([{ id: doc, title }]);
  await used.close();
  expect(holds(used.path, SECRET)).toBe(true);
  purge(used.path, doc, quiet);
  expect(holds(used.path, SECRET)).toBe(false);
  const { store } = await usedFolder(used.path);
  expect((await store.pages.list(space))!.pages).toMatchObject([{ id: doc, icon: '🌱' }]);
  expect(await store.pages.knows(space, cursor)).toBe(false);
});

test('EPOCH-4 SEARCH-6 nor is it in the index of words, which is made anew', async () => {
  const used = await usedFolder();
  await used.append([typist(9).type('public')]);
  const index = openSearchDatabase(used.path);
  const lines = [{ block: 'b', text: SECRET, pages: [] }];
  index.write({ id: doc, title: '', lines, updatedAt: 1, offset: 1 });
  index.close();
  await used.close();
  expect(holds(used.path, SECRET)).toBe(true);
  purge(used.path, doc, quiet);
  expect(holds(used.path, SECRET)).toBe(false);
});

test('EPOCH-4 a document that is not there is refused', async () => {
  const used = await usedFolder();
  await used.append([typist(1).type('a')]);
  await used.close();
  expect(() => purge(used.path, docIdOf(7), quiet)).toThrow(/There is no document/);
  expect(await rowsIn(used.path)).toHaveLength(1);
});
