import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { create } from 'tar';
import { expect, test } from 'vitest';
import { typist, titleAfter } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';
import { placePage } from './testing/placed-page.ts';
import { finishSwap } from './swap.ts';
import { rowsIn, usedFolder } from './testing/filled-folder.ts';

const NOW = 1_800_000_000_000;
const quiet = { now: NOW, onProgress: (): void => undefined };
const doc = docIdOf(1);

/** A folder with a folded document, a tail and a file, still in use, and a backup of it. */
async function backedUp() {
  const used = await usedFolder();
  const ben = typist(1);
  await used.append([ben.type('a'), ben.type('b')]);
  await used.fold();
  await used.append([ben.type('c')]);
  mkdirSync(join(used.path, 'files/ab'), { recursive: true });
  writeFileSync(join(used.path, 'files/ab', 'c'.repeat(62)), 'a picture');
  const file = join(temporaryFolder(), 'weft.tar');
  await backUp(used.path, file, quiet);
  return { used, ben, file };
}

test('EPOCH-1 a backup of a folder in use holds every row, folded or not, and the files', async () => {
  const { used, ben, file } = await backedUp();
  await used.append([ben.type('d')]);
  const fresh = temporaryFolder();
  expect(await restore(fresh, file)).toBe(NOW);
  expect(titleAfter(await rowsIn(fresh))).toBe('abc');
  expect(readFileSync(join(fresh, 'files/ab', 'c'.repeat(62)), 'utf8')).toBe('a picture');
  expect(titleAfter((await used.store.log.read(doc, 0, 10_000)).map(({ bytes }) => bytes))).toBe(
    'abcd',
  );
});

test('EPOCH-1 a backup that is made while rows are written and folded is whole', async () => {
  const used = await usedFolder();
  const ben = typist(1);
  await used.append([ben.type('0')]);
  let acknowledged = 1;
  let isOver = false;
  const writing = (async () => {
    while (!isOver) {
      await used.append([ben.type(String(acknowledged % 10))]);
      acknowledged += 1;
      if (acknowledged % 7 === 0) await used.fold();
    }
  })();
  const target = temporaryFolder();
  for (let round = 0; round < 5; round++) {
    const before = acknowledged;
    const file = join(target, `${round}.tar`);
    await backUp(used.path, file, quiet);
    const fresh = temporaryFolder();
    await restore(fresh, file);
    const title = titleAfter(await rowsIn(fresh));
    expect(title.length).toBeGreaterThanOrEqual(before);
    expect(title).toBe(Array.from({ length: title.length }, (_, i) => i % 10).join(''));
  }
  isOver = true;
  await writing;
});

test('EPOCH-1 a backup is whole or not there, and writes over nothing', async () => {
  const { used, file } = await backedUp();
  await expect(backUp(used.path, file, quiet)).rejects.toThrow(/is there already/);
  const away = join(temporaryFolder(), 'no-folder', 'weft.tar');
  await expect(backUp(join(used.path, 'nothing'), away, quiet)).rejects.toThrow(/no Weft data/);
  expect(existsSync(away)).toBe(false);
});

test('EPOCH-2 a restored folder has other epochs, and keeps what was there before', async () => {
  const { used, ben, file } = await backedUp();
  const before = (await used.store.log.head(doc)).cursor;
  await used.append([ben.type('d')]);
  await used.close();
  await restore(used.path, file);

  const again = await usedFolder(used.path);
  const { cursor, origin } = await again.store.log.head(doc);
  expect(cursor).toMatchObject({ offset: 3, tag: before.tag });
  expect(cursor.epoch).not.toBe(before.epoch);
  expect(origin).toBe(before.epoch);
  await again.append([ben.type('!')]);
  await again.fold();
  await again.close();

  const [kept] = readdirSync(join(used.path, 'backups')).filter((name) =>
    name.startsWith('replaced'),
  );
  const replaced = temporaryFolder();
  for (const name of ['journal.db', 'history.db', 'weft.db'])
    copyFileSync(join(used.path, 'backups', kept!, name), join(replaced, name));
  expect(titleAfter(await rowsIn(replaced))).toBe('abcd');
});

test('EPOCH-2 TREE-8 a restored space has the pages it had, and is read anew by whoever followed it', async () => {
  const used = await usedFolder();
  await used.append([typist(1).type('a')]);
  const { space, cursor } = await placePage(used);
  const file = join(temporaryFolder(), 'weft.tar');
  await backUp(used.path, file, quiet);
  const later = { kind: 'patch', page: doc, icon: '🌳' } as const;
  await used.store.pages.act({ command: later }, 2);
  await used.close();
  await restore(used.path, file);

  const { store } = await usedFolder(used.path);
  const listed = (await store.pages.list(space))!;
  expect(listed.pages).toMatchObject([{ id: doc, icon: '🌱' }]);
  expect(await store.pages.knows(space, cursor)).toBe(false);
  expect(await store.pages.knows(space, listed.cursor)).toBe(true);
  const outcome = await store.pages.act({ command: later }, 3);
  expect(outcome).toMatchObject({ ok: true, cursor: { offset: listed.cursor.offset + 1 } });
});

test('EPOCH-2 what is no whole backup is refused, and nothing is changed', async () => {
  const { used, file } = await backedUp();
  await used.close();
  const folder = temporaryFolder();
  const bytes = readFileSync(file);
  const attempt = async (name: string, content: Uint8Array): Promise<string> => {
    const other = join(folder, name);
    writeFileSync(other, content);
    return restore(used.path, other).then(
      () => 'restored',
      (error: Error) => error.message,
    );
  };
  const cut = bytes.subarray(0, bytes.length >> 1);
  expect(await attempt('cut.tar', cut)).toMatch(/is (damaged|not a whole backup)/);
  const damaged = Buffer.from(bytes);
  const at = damaged.indexOf('SQLite format 3', 4096) + 2000;
  damaged[at]! ^= 0xff;
  expect(await attempt('damaged.tar', damaged)).toMatch(/is damaged/);
  expect(await attempt('text.tar', Buffer.from('hello'))).toMatch(/is not a/);
  await expect(restore(used.path, join(folder, 'none.tar'))).rejects.toThrow(/There is no file/);
  expect(titleAfter(await rowsIn(used.path))).toBe('abc');
});

test('EPOCH-2 what else an archive holds stays in it', async () => {
  const { file } = await backedUp();
  const parts = temporaryFolder();
  const { extract } = await import('tar');
  await extract({ file, cwd: parts });
  mkdirSync(join(parts, 'files', 'zz'), { recursive: true });
  writeFileSync(join(parts, 'files', 'zz', 'evil.sh'), 'echo');
  writeFileSync(join(parts, 'lock'), 'evil');
  const hostile = join(temporaryFolder(), 'hostile.tar');
  await create({ file: hostile, cwd: parts, preservePaths: true }, readdirSync(parts));
  const fresh = temporaryFolder();
  await restore(fresh, hostile);
  expect(existsSync(join(fresh, 'lock'))).toBe(false);
  expect(existsSync(join(fresh, 'files', 'zz', 'evil.sh'))).toBe(false);
  expect(titleAfter(await rowsIn(fresh))).toBe('abc');
});

test('EPOCH-6 a swap that a crash interrupted is ended at the next start', async () => {
  const { used, ben, file } = await backedUp();
  await used.append([ben.type('d')]);
  await used.close();
  const donor = temporaryFolder();
  await restore(donor, file);
  // Half way: one database is in its place, the others wait.
  const ready = join(used.path, 'restored');
  mkdirSync(ready);
  for (const name of ['history.db', 'weft.db', 'files'])
    renameSync(join(donor, name), join(ready, name));
  renameSync(join(donor, 'journal.db'), join(used.path, 'journal.db'));
  finishSwap(used.path);
  expect(existsSync(ready)).toBe(false);
  expect(titleAfter(await rowsIn(used.path))).toBe('abc');
  finishSwap(used.path);
  expect(titleAfter(await rowsIn(used.path))).toBe('abc');
});
