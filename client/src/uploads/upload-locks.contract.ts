import { mintFileId, type FileId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import type { UploadLocks } from './ports.ts';

/** A file that no other test uses: Web Locks are one set for all pages of an origin. */
const nextFile = (): FileId =>
  mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)));
const never = (): AbortSignal => new AbortController().signal;

/** Whether it has settled by the time that everything under way is through. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setTimeout(() => resolve('later'), 50));
  return (await Promise.race([promise.catch(() => 'over'), later])) === 'later';
}

/**
 * What all locks of files do.
 *
 * @param open those of one tab; each call is another tab over the same files
 */
export function uploadLocksContract(open: () => UploadLocks): void {
  test('FILE-14 upload locks: one tab holds a file, the next gets it when that lets go', async () => {
    const file = nextFile();
    const release = await open().hold(file, never());
    const second = open().hold(file, never());
    const third = open().hold(file, never());
    expect(await isPending(second)).toBe(true);
    release();
    release();
    const releaseSecond = await second;
    expect(await isPending(third)).toBe(true);
    releaseSecond();
    await third;
  });

  test('FILE-14 upload locks: files do not hinder each other', async () => {
    await open().hold(nextFile(), never());
    expect(await isPending(open().hold(nextFile(), never()))).toBe(false);
  });

  test('FILE-14 upload locks: who gives up waiting is passed over', async () => {
    const file = nextFile();
    const release = await open().hold(file, never());
    const abort = new AbortController();
    const impatient = open().hold(file, abort.signal);
    const patient = open().hold(file, never());
    abort.abort();
    await expect(impatient).rejects.toThrow();
    expect(await isPending(patient)).toBe(true);
    release();
    await patient;
    await expect(open().hold(nextFile(), AbortSignal.abort())).rejects.toThrow();
  });
}
