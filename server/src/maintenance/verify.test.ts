import { mkdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import { titleAfter, typist } from '../room/testing/typist.ts';
import { rowsIn, usedFolder } from './testing/filled-folder.ts';
import { verify, type Verified } from './verify.ts';

const check = (path: string, repair = true): Promise<Verified> =>
  verify(path, { repair, now: 1_800_000_000_000, onProgress: () => undefined });

async function filled(): Promise<string> {
  const used = await usedFolder();
  const [ben, cleo] = [typist(1), typist(2)];
  await used.append([ben.type('a'), ben.type('b')]);
  await used.fold();
  await used.append([ben.type('c')]);
  await used.append([cleo.type('x'), cleo.type('y')], docIdOf(2));
  const hash = createHash('sha256').update('a picture').digest('hex');
  mkdirSync(join(used.path, 'files', hash.slice(0, 2)), { recursive: true });
  writeFileSync(join(used.path, 'files', hash.slice(0, 2), hash.slice(2)), 'a picture');
  await used.close();
  return used.path;
}

function change(path: string, name: string, sql: string, ...values: unknown[]): void {
  const database = new Database(join(path, name));
  database.prepare(sql).run(...values);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
}

test('EPOCH-5 a sound folder is found sound, and told how much there is', async () => {
  expect(await check(await filled())).toEqual({ documents: 2, rows: 5, files: 1, findings: [] });
});

test('EPOCH-5 a row that has changed is found, folded or not', async () => {
  const path = await filled();
  change(
    path,
    'journal.db',
    "UPDATE journal SET bytes = x'0000' WHERE document = 2 AND offset = 2",
  );
  const { findings } = await check(path);
  expect(findings).toEqual([
    { sentence: expect.stringMatching(/row 2 or one before it is not/), repaired: false },
  ]);

  const other = await filled();
  change(other, 'history.db', "UPDATE segments SET tag = 'AAAAAAAAAAA'");
  expect((await check(other)).findings.map(({ sentence }) => sentence).join()).toMatch(
    /row 1 or one before it/,
  );
});

test('EPOCH-5 a state that is wrong is made anew from its rows', async () => {
  const path = await filled();
  change(path, 'history.db', "UPDATE state_parts SET bytes = x'1f8b0800'");
  const first = await check(path, false);
  expect(first.findings).toEqual([
    { sentence: expect.stringMatching(/^The state of document .* is not/), repaired: false },
  ]);
  expect((await check(path)).findings).toMatchObject([{ repaired: true }]);
  expect((await check(path)).findings).toEqual([]);

  const used = await usedFolder(path);
  const { base } = await used.store.log.head(docIdOf(1));
  expect(base.offset).toBe(2);
  await used.append([typist(3).type('z')]);
  await used.fold();
  await used.close();
  expect(titleAfter(await rowsIn(path))).toMatch(/^(abcz|zabc)$/);
  expect((await check(path)).findings).toEqual([]);
});

test('EPOCH-5 a file that has changed is found, and a database that is none', async () => {
  const path = await filled();
  const hash = createHash('sha256').update('a picture').digest('hex');
  writeFileSync(join(path, 'files', hash.slice(0, 2), hash.slice(2)), 'another one');
  expect((await check(path)).findings).toMatchObject([
    { sentence: expect.stringMatching(/^The file .* is not what it was/) },
  ]);
  writeFileSync(join(path, 'history.db'), 'not a database at all, but long enough to be read');
  expect((await check(path)).findings.map(({ sentence }) => sentence).join()).toMatch(
    /history\.db/,
  );
});
