import { expect, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { documentsContract } from './documents.contract.ts';

documentsContract(async () => (await openedStore(temporaryFolder())).documents);

test('DOC-3 DOC-6 records, titles and deletions are there after a restart, in the same order', async () => {
  const folder = temporaryFolder();
  const before = await openedStore(folder);
  for (const number of [1, 2, 3]) {
    await before.documents.create({ id: docIdOf(number), format: 'raw', time: number });
  }
  await before.documents.project([{ id: docIdOf(2), title: 'Two', updatedAt: 9, offset: 4 }]);
  await before.documents.remove(docIdOf(1), 8);
  const listed = await before.documents.list({ limit: 10 });
  const deleted = await before.documents.get(docIdOf(1));
  await before.close();

  const { documents } = await openedStore(folder);
  expect(listed).toHaveLength(2);
  expect(await documents.list({ limit: 10 })).toEqual(listed);
  expect(await documents.get(docIdOf(1))).toEqual(deleted);
  await documents.create({ id: docIdOf(4), format: 'raw', time: 4 });
  expect((await documents.list({ limit: 1 }))[0]!.id).toBe(docIdOf(4));
});
