import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { DOCUMENT_MIGRATIONS } from '../documents/sqlite-documents.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { pagesContract } from './pages.contract.ts';
import { PAGE_MIGRATIONS } from './sqlite-pages.ts';

pagesContract(() => openedStore(temporaryFolder()));

test('TREE-8 a restart keeps pages, the log of changes, and what sessions have asked for', async () => {
  const folder = temporaryFolder();
  const before = await openedStore(folder);
  const [space] = await before.pages.spaces();
  const author = { session: sessionIdOf(1), n: 1 };
  const command = {
    kind: 'put',
    page: docIdOf(1),
    space: space!.id,
    parent: null,
    position: 'a1!Zbcdefa0',
    format: 'blocks',
    icon: '🌱',
    cover: '',
  } as const;
  await before.pages.act({ command, author }, 5);
  const listed = await before.pages.list(space!.id);
  const changes = await before.pages.changes(space!.id, 0, 10);
  await before.close();

  const { pages } = await openedStore(folder);
  expect(await pages.spaces()).toEqual([space]);
  expect(await pages.list(space!.id)).toEqual(listed);
  expect(await pages.changes(space!.id, 0, 10)).toEqual(changes);
  const patch = { kind: 'patch', page: docIdOf(1), icon: '' } as const;
  expect(await pages.act({ command: patch, author }, 6)).toMatchObject({ ok: true, rows: [] });
});

test('TREE-11 documents of before there were pages become pages at the top, the last changed first', () => {
  const database = openDatabase(join(temporaryFolder(), 'weft.db'));
  for (const step of DOCUMENT_MIGRATIONS) step(database);
  const insert = database.prepare(
    'INSERT INTO documents (id, format, title, created_at, updated_at, deleted_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  insert.run(docIdOf(1), 'blocks', 'Old', 1, 10, null);
  insert.run(docIdOf(2), 'lexical-v2', 'New', 2, 30, null);
  insert.run(docIdOf(3), 'blocks', 'Between', 3, 20, null);
  insert.run(docIdOf(4), 'blocks', 'Deleted', 4, 40, 50);
  insert.run(docIdOf(5), 'raw', '', 5, 50, null);
  for (const step of PAGE_MIGRATIONS) step(database);
  const titles = database.prepare('SELECT title FROM pages ORDER BY position').pluck().all();
  expect(titles).toEqual(['New', 'Between', 'Old']);
  database.close();
});
