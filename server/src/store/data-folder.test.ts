import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startedServer } from '../testing/started-server.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { claimDataFolder, DataFolderError, type DataFolder } from './data-folder.ts';

function claimed(folder: string): DataFolder {
  const claim = claimDataFolder(folder);
  onTestFinished(() => claim.release());
  return claim;
}

function refusal(folder: string): string {
  try {
    claimDataFolder(folder).release();
  } catch (error) {
    expect(error).toBeInstanceOf(DataFolderError);
    return (error as Error).message;
  }
  return 'claimed';
}

test('OPS-1 a folder is made where there is none, for its owner alone', () => {
  const folder = join(temporaryFolder(), 'deep', 'data');
  const { path } = claimed(folder);
  expect(isAbsolute(path)).toBe(true);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test('OPS-1 a folder has one owner at a time', () => {
  const folder = temporaryFolder();
  const first = claimed(folder);
  expect(refusal(folder)).toBe(
    `Another Weft is already using the data folder ${folder}: stop it first, or set WEFT_DATA to another folder.`,
  );
  first.release();
  claimed(folder);
});

test('OPS-1 a process that was killed leaves nothing to clean up', async () => {
  const folder = temporaryFolder();
  const server = await startedServer({ WEFT_DATA: folder });
  expect(refusal(folder)).toMatch(/^Another Weft is already using the data folder /);
  await server.end('SIGKILL');
  expect(readdirSync(folder)).toContain('lock');
  claimed(folder);
});

test('OPS-1 a lock file that somebody left or copied is no lock', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'lock'), '');
  claimed(folder);
});

test('OPS-2 a file in place of the folder, or above it, is refused in a sentence', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'file');
  writeFileSync(file, 'mine');
  for (const path of [file, join(file, 'data')]) {
    expect(refusal(path)).toBe(
      `Weft cannot write to its data folder ${path}: check that it is a folder this user may write to, or set WEFT_DATA to another one.`,
    );
  }
  expect(readdirSync(folder)).toEqual(['file']);
});

test('OPS-2 a folder that holds something else in place of the lock is refused in a sentence', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'lock'));
  expect(refusal(folder)).toMatch(/^Weft cannot write to its data folder /);
});
