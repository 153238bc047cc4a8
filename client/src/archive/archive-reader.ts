import { unzipSync, type UnzipFileInfo } from 'fflate';

/** A file that somebody chose, or one in an archive. */
export interface ArchivedFile {
  /** From the top of what was chosen, with `/` between its parts. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ReadArchive {
  readonly files: readonly ArchivedFile[];
  /** Paths of what was left out, with why. */
  readonly refused: readonly { readonly path: string; readonly why: RefusedWhy }[];
}

export type RefusedWhy = 'damaged' | 'too-large' | 'bad-path';

/** More than this is not taken: what is read is held in memory. */
export interface ArchiveLimits {
  readonly files: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
  /** Of one file, unpacked. */
  readonly fileBytes: number;
}

const ARCHIVE_LIMITS: ArchiveLimits = {
  files: 20_000,
  bytes: 1024 * 1024 * 1024,
  fileBytes: 256 * 1024 * 1024,
};

/** Archives in archives, as Notion makes them of large exports; deeper ones stay what they are. */
const MAX_DEPTH = 2;
/** What systems put beside the files that people mean. */
const LITTER = /(?:^|\/)(?:__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|\._[^/]*)(?:\/|$)/;

/** The archive holds more than one may: it is not read at all. */
export class ArchiveTooLarge extends Error {
  override readonly name = 'ArchiveTooLarge';
}

/**
 * What was chosen, with archives opened. Nothing is written anywhere, so that a path or a link that leads out of an archive
 * leads nowhere; what an archive says of its sizes is checked before a byte is unpacked, and unpacking stops there.
 *
 * @throws ArchiveTooLarge
 */
export async function readArchives(
  chosen: readonly ArchivedFile[],
  limits: ArchiveLimits = ARCHIVE_LIMITS,
  signal?: AbortSignal,
): Promise<ReadArchive> {
  const files: ArchivedFile[] = [];
  const refused: ReadArchive['refused'][number][] = [];
  let count = 0;
  let bytes = 0;

  function take(size: number): void {
    count += 1;
    bytes += size;
    if (count > limits.files || bytes > limits.bytes) throw new ArchiveTooLarge();
  }

  async function open(file: ArchivedFile, depth: number): Promise<void> {
    signal?.throwIfAborted();
    if (!isArchive(file) || depth >= MAX_DEPTH) {
      files.push(file);
      return;
    }
    const inside = new Map<string, Uint8Array>();
    let broken: Error | undefined;
    const wanted = ({ name, originalSize }: UnzipFileInfo): boolean => {
      if (broken || name.endsWith('/') || LITTER.test(name)) return false;
      const path = cleanPath(name);
      if (path === undefined) refused.push({ path: name, why: 'bad-path' });
      else if (originalSize > limits.fileBytes) refused.push({ path, why: 'too-large' });
      else {
        try {
          take(originalSize);
          return true;
        } catch (error) {
          broken = error as Error;
        }
      }
      return false;
    };
    try {
      // The other form of it would start workers from addresses that the page's policy has no room for.
      const unpacked = unzipSync(file.bytes, { filter: wanted });
      for (const [name, contents] of Object.entries(unpacked)) inside.set(name, contents);
    } catch {
      refused.push({ path: file.path, why: 'damaged' });
    }
    if (broken) throw broken;
    for (const [name, contents] of inside)
      await open({ path: cleanPath(name)!, bytes: contents }, depth + 1);
  }

  for (const file of chosen) {
    take(file.bytes.length);
    await open(file, 0);
  }
  return { files, refused };
}

const isArchive = ({ path, bytes }: ArchivedFile): boolean =>
  /\.zip$/i.test(path) && bytes[0] === 0x50 && bytes[1] === 0x4b;

/** A path that stays where it is; `undefined` for one that leads out, or is none. */
function cleanPath(name: string): string | undefined {
  const parts = name.replaceAll('\\', '/').split('/');
  const isBad = parts.some((part) => part === '' || part === '.' || part === '..');
  return isBad || /^[a-z]:/i.test(name) ? undefined : parts.join('/');
}
