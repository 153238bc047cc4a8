import { expect, test } from 'vitest';
import { inOrder } from '@weft/shared/pages/page-tree';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { pagesContract } from './pages.contract.ts';

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
  expect(await pages.act({ command, author }, 6)).toMatchObject({ ok: true, rows: [] });
});

test('TREE-11 documents without a place become pages at the end, the last changed first, and once', async () => {
  const folder = temporaryFolder();
  const before = await openedStore(folder);
  const [space] = await before.pages.spaces();
  const times = [10, 30, 20, 40, 50];
  for (const [i, updatedAt] of times.entries()) {
    const id = docIdOf(i + 1);
    await before.documents.create({ id, format: i === 4 ? 'raw' : 'blocks', time: 1 });
    await before.documents.project([{ id, title: `Page ${i + 1}`, updatedAt, offset: 1 }]);
  }
  await before.documents.remove(docIdOf(4), 60);
  expect((await before.pages.list(space!.id))!.pages).toEqual([]);
  await before.close();
  for (const _ of ['first', 'again']) {
    const { pages, close } = await openedStore(folder);
    const listed = (await pages.list(space!.id))!;
    expect(listed.pages.toSorted(inOrder).map(({ title }) => title)).toEqual([
      'Page 2',
      'Page 3',
      'Page 1',
    ]);
    expect(await pages.changes(space!.id, 0, 10)).toHaveLength(3);
    await close();
  }
});
