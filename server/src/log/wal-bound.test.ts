import { statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openedStore } from '../testing/opened-store.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writtenRow } from './testing/written-row.ts';

const MEGABYTE = 1024 * 1024;

test('LOG-6 a WAL that a long reader keeps from being emptied is small again once the reader has left', async () => {
  const folder = temporaryFolder();
  const { log } = await openedStore(folder);
  const wal = (): number => statSync(join(folder, 'journal.db-wal')).size;
  let after = 0;
  const write = async (megabytes: number): Promise<void> => {
    for (let i = 0; i < megabytes * 2; i++, after++)
      await log.append(writtenRow(after, { bytes: new Uint8Array(MEGABYTE / 2) }));
  };
  await write(1);
  const reader = new Database(join(folder, 'journal.db'), { readonly: true });
  onTestFinished(() => void reader.close());
  const rows = reader.prepare('SELECT * FROM journal').iterate();
  rows.next();
  await write(40);
  expect(wal()).toBeGreaterThan(35 * MEGABYTE);
  rows.return?.();
  await write(12);
  expect(wal()).toBeLessThanOrEqual(20 * MEGABYTE);
  expect((await log.head(writtenRow(0).doc)).cursor.offset).toBe(after);
});

test('LOG-7 while another program locks the file nobody is acknowledged, and afterwards writing goes on', async () => {
  const folder = temporaryFolder();
  const { log } = await openedStore(folder);
  await log.append(writtenRow(0));
  const other = new Database(join(folder, 'journal.db'));
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  await expect(log.append(writtenRow(1))).rejects.toMatchObject({ fault: 'storage' });
  other.exec('ROLLBACK');
  expect((await log.append(writtenRow(1))).offset).toBe(2);
});
