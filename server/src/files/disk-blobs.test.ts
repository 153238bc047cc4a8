import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import * as nodeDisk from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { StorageFullError } from './blobs.ts';
import { blobsContract } from './blobs.contract.ts';
import { createDiskBlobs, type Disk } from './disk-blobs.ts';
import { bytesInPieces, bytesThenError } from './testing/bytes-in-pieces.ts';

blobsContract(() => createDiskBlobs(temporaryFolder()));

const HELLO = Buffer.from('Hello');
const HASH = '185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969';

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

test('FILE-4 bytes are at files/ab/cdef…, readable by their owner alone', async () => {
  const folder = temporaryFolder();
  const blobs = await createDiskBlobs(folder);
  await (await blobs.receive(bytesInPieces(HELLO))).keep();
  expect(filesIn(folder)).toEqual([`files/${HASH.slice(0, 2)}/${HASH.slice(2)}`]);
  expect(statSync(join(folder, filesIn(folder)[0]!)).mode & 0o777).toBe(0o600);
});

test('FILE-6 what a crash left in tmp is removed at the start, what was kept stays', async () => {
  const folder = temporaryFolder();
  const before = await createDiskBlobs(folder);
  await (await before.receive(bytesInPieces(HELLO))).keep();
  await before.receive(bytesInPieces(Buffer.from('never kept')));
  mkdirSync(join(folder, 'tmp', 'deep'));
  writeFileSync(join(folder, 'tmp', 'deep', 'left'), 'over');
  expect(filesIn(folder)).toHaveLength(3);
  const after = await createDiskBlobs(folder);
  expect(filesIn(folder)).toEqual([`files/${HASH.slice(0, 2)}/${HASH.slice(2)}`]);
  const blob = (await after.open(HASH))!;
  expect(blob.size).toBe(5);
  await blob.close();
});

test('FILE-4 what is no blob is neither listed nor reached', async () => {
  const folder = temporaryFolder();
  const blobs = await createDiskBlobs(folder);
  writeFileSync(join(folder, 'secret'), 'secret');
  mkdirSync(join(folder, 'files', 'ab'));
  mkdirSync(join(folder, 'files', 'notes'));
  writeFileSync(join(folder, 'files', 'ab', 'notes.txt'), 'mine');
  for await (const hashes of blobs.list()) expect(hashes).toEqual([]);
  for (const name of ['../secret', '..', '', 'ab/notes.txt', HASH.toUpperCase()]) {
    await expect(blobs.open(name)).rejects.toThrow('no hash');
    await expect(blobs.remove(name)).rejects.toThrow('no hash');
  }
});

/** Every step that the disk takes, by name; one of them can be made to fail. */
function watchedDisk(fails: { step?: string; code?: string } = {}) {
  const steps: string[] = [];
  const step = (name: string): void => {
    steps.push(name);
    if (name !== fails.step) return;
    throw Object.assign(new Error(fails.code), { code: fails.code });
  };
  const short = (path: unknown): string =>
    /[0-9a-f-]{36}$/.test(String(path)) ? 'draft' : 'folder';
  const disk: Disk = {
    ...nodeDisk,
    open: async (...args) => {
      const handle = await nodeDisk.open(...args);
      const { write, sync } = handle;
      const what = short(args[0]);
      handle.sync = async () => {
        step(`sync ${what}`);
        await sync.call(handle);
      };
      handle.write = (async (...given: Parameters<typeof write>) => {
        step(`write ${what}`);
        return write.apply(handle, given);
      }) as unknown as typeof write;
      return handle;
    },
    rename: async (...args) => {
      step('rename');
      await nodeDisk.rename(...args);
    },
  };
  return { disk, steps };
}

test('FILE-1 bytes are synced before they get their name, and their folder after it', async () => {
  const { disk, steps } = watchedDisk();
  const blobs = await createDiskBlobs(temporaryFolder(), disk);
  steps.length = 0;
  await (await blobs.receive(bytesInPieces(HELLO))).keep();
  // A new folder is a new name in the one above it.
  expect(steps).toEqual(['write draft', 'sync draft', 'sync folder', 'rename', 'sync folder']);
});

describe('a disk without room', () => {
  test.each([
    ['ENOSPC', 'write draft'],
    ['EDQUOT', 'write draft'],
    ['ENOSPC', 'sync draft'],
    ['ENOSPC', 'rename'],
  ])('FILE-6 that says %s at "%s" is a full storage, and nothing remains', async (code, step) => {
    const folder = temporaryFolder();
    const blobs = await createDiskBlobs(folder, watchedDisk({ step, code }).disk);
    const failure = await blobs
      .receive(bytesInPieces(HELLO))
      .then(async (received) => {
        const error: unknown = await received.keep().catch((reason: unknown) => reason);
        await received.discard();
        return error;
      })
      .catch((reason: unknown) => reason);
    expect(failure).toBeInstanceOf(StorageFullError);
    expect(filesIn(folder)).toEqual([]);
  });

  test('FILE-6 another fault of the disk is what it is, and nothing remains', async () => {
    const folder = temporaryFolder();
    const fails = { step: 'write draft', code: 'EIO' };
    const blobs = await createDiskBlobs(folder, watchedDisk(fails).disk);
    await expect(blobs.receive(bytesInPieces(HELLO))).rejects.toMatchObject({ code: 'EIO' });
    expect(filesIn(folder)).toEqual([]);
  });
});

test('FILE-6 bytes that break off leave nothing in tmp', async () => {
  const folder = temporaryFolder();
  const blobs = await createDiskBlobs(folder);
  await expect(blobs.receive(bytesThenError(HELLO, new Error('cut')))).rejects.toThrow('cut');
  expect(filesIn(folder)).toEqual([]);
});
