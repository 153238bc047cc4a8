import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../database/migration.ts';
import { DOCUMENT_MIGRATIONS } from '../documents/sqlite-documents.ts';
import { docIdOf, fileIdOf } from '../testing/numbered-ids.ts';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { fileRecordsContract } from './file-records.contract.ts';

fileRecordsContract(async () => {
  const { documents, fileRecords } = await openedStore(temporaryFolder());
  return { documents, records: fileRecords };
});

const record = {
  id: fileIdOf(1),
  doc: docIdOf(1),
  hash: 'a'.repeat(64),
  name: 'name',
  type: 'text/plain',
  size: 1,
  width: undefined,
  height: undefined,
  createdAt: 1,
};

test('FILE-1 records are there after a restart', async () => {
  const folder = temporaryFolder();
  const before = await openedStore(folder);
  await before.documents.create({ id: docIdOf(1), format: 'raw', time: 1 });
  await before.fileRecords.add(record);
  await before.close();
  expect(await (await openedStore(folder)).fileRecords.get(fileIdOf(1))).toEqual(record);
});

test('OPS-4 a weft.db from before files were known takes them in', async () => {
  const folder = temporaryFolder();
  const old = new Database(join(folder, 'weft.db'));
  migrate(old, DOCUMENT_MIGRATIONS, { folder: join(folder, 'backups'), name: 'weft' });
  old.close();
  const { documents, fileRecords } = await openedStore(folder);
  await documents.create({ id: docIdOf(1), format: 'raw', time: 1 });
  expect(await fileRecords.add(record)).toEqual({ record, added: true });
});
