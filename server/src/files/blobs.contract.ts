import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HEAD_BYTES, type Blobs, type Received } from './blobs.ts';
import { bytesInPieces, bytesThenError } from './testing/bytes-in-pieces.ts';

const HELLO = Buffer.from('Hello, these are the bytes of a file.');
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** All bytes of a blob, read `step` at a time. */
async function contents(blobs: Blobs, hash: string, step = 10): Promise<Buffer | undefined> {
  const blob = await blobs.open(hash);
  if (!blob) return undefined;
  const parts: Uint8Array[] = [];
  for (let at = 0; at < blob.size; at += parts.at(-1)!.length)
    parts.push(await blob.read(at, step));
  await blob.close();
  return Buffer.concat(parts);
}

async function all(blobs: Blobs): Promise<string[]> {
  const hashes: string[] = [];
  for await (const some of blobs.list()) hashes.push(...some);
  return hashes.toSorted();
}

/**
 * What every keeper of bytes promises.
 *
 * @param open one that holds nothing
 */
export function blobsContract(open: () => Promise<Blobs>): void {
  async function kept(blobs: Blobs, bytes: Uint8Array): Promise<Received> {
    const received = await blobs.receive(bytesInPieces(bytes));
    await received.keep();
    return received;
  }

  describe('blobs', () => {
    test('FILE-1 FILE-4 what is kept is found by its hash, and no sooner', async () => {
      const blobs = await open();
      const received = await blobs.receive(bytesInPieces(HELLO));
      expect([received.hash, received.size]).toEqual([hashOf(HELLO), HELLO.length]);
      expect(Buffer.from(received.head)).toEqual(HELLO);
      expect([await contents(blobs, received.hash), await all(blobs)]).toEqual([undefined, []]);
      await received.keep();
      expect(await contents(blobs, received.hash)).toEqual(HELLO);
      expect(await all(blobs)).toEqual([received.hash]);
    });

    test('FILE-4 equal bytes are there once', async () => {
      const blobs = await open();
      await Promise.all([kept(blobs, HELLO), kept(blobs, HELLO), kept(blobs, Buffer.from('x'))]);
      expect(await all(blobs)).toEqual([hashOf(HELLO), hashOf(Buffer.from('x'))].toSorted());
      expect(await contents(blobs, hashOf(HELLO))).toEqual(HELLO);
    });

    test('FILE-6 what is thrown away leaves nothing, what is kept stays', async () => {
      const blobs = await open();
      const received = await blobs.receive(bytesInPieces(HELLO));
      await received.discard();
      await received.discard();
      expect(await all(blobs)).toEqual([]);
      const other = await kept(blobs, HELLO);
      await other.discard();
      expect(await contents(blobs, other.hash)).toEqual(HELLO);
    });

    test('FILE-6 bytes that break off are an error of theirs, and leave nothing', async () => {
      const blobs = await open();
      const error = new Error('cut');
      await expect(blobs.receive(bytesThenError(HELLO, error))).rejects.toBe(error);
      expect(await all(blobs)).toEqual([]);
    });

    test('FILE-10 the head is the beginning, of its own memory', async () => {
      const blobs = await open();
      const reused = Buffer.alloc(100_000);
      const { head, size } = await blobs.receive(
        (async function* () {
          for (let fill = 0; fill < 8; fill++) yield reused.fill(fill);
        })(),
      );
      expect([head.length, size]).toEqual([HEAD_BYTES, 800_000]);
      expect([head[0], head[100_000], head.at(-1)]).toEqual([0, 1, 5]);
    });

    test('FILE-11 any part can be read, and nothing after the end', async () => {
      const blobs = await open();
      const { hash } = await kept(blobs, HELLO);
      const blob = (await blobs.open(hash))!;
      expect(blob.size).toBe(HELLO.length);
      expect(Buffer.from(await blob.read(7, 5)).toString()).toBe('these');
      expect(Buffer.from(await blob.read(HELLO.length - 1, 50)).toString()).toBe('.');
      expect(await blob.read(HELLO.length, 1)).toHaveLength(0);
      expect(await blob.read(HELLO.length + 5, 1)).toHaveLength(0);
      await blob.close();
    });

    test('FILE-4 what is removed is gone, for whoever opens it later; removing it again is no failure', async () => {
      const blobs = await open();
      const { hash } = await kept(blobs, HELLO);
      const reading = (await blobs.open(hash))!;
      await blobs.remove(hash);
      await blobs.remove(hash);
      expect(Buffer.from(await reading.read(0, 100))).toEqual(HELLO);
      await reading.close();
      expect([await contents(blobs, hash), await all(blobs)]).toEqual([undefined, []]);
    });
  });
}
