import { createHash, randomUUID } from 'node:crypto';
import * as nodeDisk from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StorageFullError, type Blobs, type OpenBlob } from './blobs.ts';
import { createHead } from './head.ts';

/** What is needed of Node's file system; a test gives one that is full. */
export type Disk = Pick<typeof nodeDisk, 'mkdir' | 'open' | 'readdir' | 'rename' | 'rm'>;

const HASH = /^[0-9a-f]{64}$/;
const FULL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | undefined)?.code;

/**
 * `Blobs` under a data folder that the caller holds the lock of: what arrives is written to `tmp/`, made durable,
 * and renamed to `files/ab/cdef…`, so that whatever is there is whole. What a crash left in `tmp/` is removed here.
 */
export async function createDiskBlobs(folder: string, disk: Disk = nodeDisk): Promise<Blobs> {
  const [drafts, files] = [join(folder, 'tmp'), join(folder, 'files')];
  await disk.rm(drafts, { recursive: true, force: true });
  for (const path of [drafts, files]) await disk.mkdir(path, { recursive: true, mode: 0o700 });
  await syncFolder(folder);

  const placeOf = (hash: string): string => {
    if (!HASH.test(hash)) throw new Error(`"${hash}" is no hash`);
    return join(files, hash.slice(0, 2), hash.slice(2));
  };

  /** A folder's entries are data of their own: without this a power cut can take a name back. */
  async function syncFolder(path: string): Promise<void> {
    const handle = await disk.open(path, 'r');
    // Some file systems (and Windows) cannot sync a folder; they have no such gap to close either.
    await handle.sync().catch(() => undefined);
    await handle.close();
  }

  async function keep(draft: string, hash: string): Promise<void> {
    const place = placeOf(hash);
    if (await disk.mkdir(dirname(place), { recursive: true, mode: 0o700 })) await syncFolder(files);
    // Over the same bytes, where they were there before.
    await disk.rename(draft, place);
    await syncFolder(dirname(place));
  }

  return {
    async receive(bytes) {
      const draft = join(drafts, randomUUID());
      const discard = (): Promise<void> => disk.rm(draft, { force: true });
      try {
        const written = await write(disk, draft, bytes);
        return {
          ...written,
          keep: () => keep(draft, written.hash).catch(rethrow),
          discard,
        };
      } catch (error) {
        await discard();
        return rethrow(error);
      }
    },
    async open(hash) {
      try {
        return await openBlob(disk, placeOf(hash));
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(hash) {
      await disk.rm(placeOf(hash), { force: true });
    },
    async *list() {
      for (const start of (await disk.readdir(files)).filter((name) =>
        /^[0-9a-f]{2}$/.test(name),
      )) {
        const hashes = (await disk.readdir(join(files, start))).map((rest) => start + rest);
        yield hashes.filter((hash) => HASH.test(hash));
      }
    },
  };
}

/** Writes and hashes as bytes come; what it resolves with is on disk. */
async function write(
  disk: Disk,
  draft: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ hash: string; size: number; head: Uint8Array }> {
  const handle = await disk.open(draft, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    const head = createHead();
    let size = 0;
    for await (const part of bytes) {
      hash.update(part);
      head.take(part);
      for (let at = 0; at < part.length;) at += (await handle.write(part, at)).bytesWritten;
      size += part.length;
    }
    await handle.sync();
    return { hash: hash.digest('hex'), size, head: head.bytes() };
  } finally {
    await handle.close();
  }
}

async function openBlob(disk: Disk, place: string): Promise<OpenBlob> {
  const handle = await disk.open(place, 'r');
  try {
    const { size } = await handle.stat();
    return {
      size,
      async read(at, length) {
        const buffer = Buffer.allocUnsafeSlow(Math.max(0, Math.min(length, size - at)));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
        return buffer.subarray(0, bytesRead);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

function rethrow(error: unknown): never {
  throw FULL.has(codeOf(error)) ? new StorageFullError('no room', { cause: error }) : error;
}
