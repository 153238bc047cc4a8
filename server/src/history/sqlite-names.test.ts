import { expect, test } from 'vitest';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { namesContract } from './names.contract.ts';

namesContract(async () => (await openedStore(temporaryFolder())).names);

test('HISTORY-5 names are there after a restart', async () => {
  const folder = temporaryFolder();
  const before = await openedStore(folder);
  await before.names.callAuthor({ session: sessionIdOf(1), name: 'Ann' });
  await before.names.callVersion(docIdOf(1), { offset: 2, name: 'sent', time: 1 }, 9);
  await before.close();
  const { names } = await openedStore(folder);
  expect(await names.authors([sessionIdOf(1)])).toHaveLength(1);
  expect(await names.versions(docIdOf(1))).toHaveLength(1);
});
