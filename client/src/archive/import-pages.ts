import type { BlockContent } from '@weft/shared/model/content';
import { readArchives, type ArchivedFile, type RefusedWhy } from './archive-reader.ts';
import { type ImportPlan, planImport, type PlannedPage } from './import-plan.ts';
import { HERE, type LostKind, readSource, type ReadSource } from './read-source.ts';
import { relink, sourcesIn, standForPages } from './relink.ts';
import { type Restored, restorePlan } from './restore-plan.ts';

/** What of Weft an import needs. */
export interface ImportPorts {
  readonly mint: () => string;
  /** Makes a page, the last one in its parent. Resolves once the server has it. */
  readonly create: (page: {
    readonly id: string;
    readonly parent: string | null;
    readonly icon: string;
    readonly cover: string;
  }) => Promise<void>;
  /** Calls a page so and writes on it, a piece at a time. */
  readonly write: (
    page: string,
    text: { readonly title: string; readonly blocks: readonly BlockContent[] },
    signal: AbortSignal,
  ) => Promise<void>;
  /** Resolves with the address of the file once the server has it; rejects where it does not take it. */
  readonly upload: (page: string, name: string, file: Blob, signal: AbortSignal) => Promise<string>;
  /** Puts a page away that was made in vain. */
  readonly discard: (page: string) => Promise<void>;
  readonly hrefOf: (page: string) => string;
}

export interface ImportOptions {
  readonly signal: AbortSignal;
  /** Told before each page. */
  readonly onProgress: (done: number, all: number) => void;
}

/** Something that is not in Weft now, and where it was. */
export interface Lost {
  readonly path: string;
  readonly why: RefusedWhy | LostKind | 'unreadable' | 'unused' | 'file' | 'link';
}

export interface Imported {
  /** Pages at the top, in their order. */
  readonly tops: readonly string[];
  readonly count: number;
  readonly lost: readonly Lost[];
}

/**
 * Makes pages of files, of archives and of what is in them. Nothing of a file that cannot be read keeps the others from being
 * read. Stopped or failed, what was made goes into the trash.
 *
 * @throws ArchiveTooLarge, and what `signal` was aborted with
 */
export async function importPages(
  chosen: readonly ArchivedFile[],
  ports: ImportPorts,
  options: ImportOptions,
): Promise<Imported> {
  const { signal, onProgress } = options;
  const { files, refused } = await readArchives(chosen, undefined, signal);
  const lost: Lost[] = [...refused];
  const restored = restorePlan(files);
  const jobs = restored ? jobsOfOurs(restored, ports) : jobsOfFiles(planImport(files), ports, lost);
  const tops: string[] = [];
  try {
    for (const [done, job] of jobs.pages.entries()) {
      signal.throwIfAborted();
      onProgress(done, jobs.pages.length);
      const read = await job.read();
      signal.throwIfAborted();
      const { id, parent } = job;
      await ports.create({ id, parent, icon: read.icon, cover: read.cover });
      if (parent === null) tops.push(id);
      const uploads = await uploadAll(job, read.blocks, jobs, ports, lost, signal);
      const blocks = await job.settle(read, uploads, signal);
      signal.throwIfAborted();
      await ports.write(id, { title: read.title, blocks }, signal);
    }
  } catch (error) {
    for (const id of tops) await ports.discard(id).catch(() => undefined);
    throw error;
  }
  onProgress(jobs.pages.length, jobs.pages.length);
  for (const path of jobs.unused()) lost.push({ path, why: 'unused' });
  return { tops, count: jobs.pages.length, lost };
}

interface Text {
  readonly title: string;
  readonly icon: string;
  readonly cover: string;
  readonly blocks: readonly BlockContent[];
  readonly files: ReadSource['files'];
}

interface Job {
  readonly id: string;
  readonly parent: string | null;
  readonly path: string;
  read(): Promise<Text>;
  /** The blocks as they are in Weft, given where their files are now. */
  settle(
    text: Text,
    uploads: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<readonly BlockContent[]>;
}

interface Jobs {
  readonly pages: readonly Job[];
  /** The file that an address on a page means. */
  fileAt(job: Job, address: string): ArchivedFile | undefined;
  /** Files that no page showed. */
  unused(): Iterable<string>;
}

async function uploadAll(
  job: Job,
  blocks: readonly BlockContent[],
  jobs: Jobs,
  ports: ImportPorts,
  lost: Lost[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const uploads = new Map<string, string>();
  for (const address of sourcesIn(blocks)) {
    const file = jobs.fileAt(job, address);
    if (!file) continue;
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    try {
      const blob = new Blob([file.bytes as Uint8Array<ArrayBuffer>]);
      uploads.set(address, await ports.upload(job.id, name, blob, signal));
    } catch {
      signal.throwIfAborted();
      lost.push({ path: file.path, why: 'file' });
    }
  }
  return uploads;
}

function jobsOfFiles({ pages, others }: ImportPlan, ports: ImportPorts, lost: Lost[]): Jobs {
  const ids = new Map(pages.map(({ path }) => [path, ports.mint()]));
  const unused = new Set(others.keys());
  const jobs = pages.map((page): Job => {
    const job: Job = {
      id: ids.get(page.path)!,
      parent: page.parent === undefined ? null : ids.get(page.parent)!,
      path: page.path,
      async read() {
        const read = await textOf(page, lost);
        return { ...read, title: read.title || page.title, cover: '' };
      },
      async settle({ blocks, files }, uploads, signal) {
        const whole = await withPictures(job, blocks, files, ports, lost, signal);
        const pageAt = (address: string): string | undefined =>
          pathsMeant(page.path, address)
            .map((path) => ids.get(path))
            .find((id) => id !== undefined);
        const moved = relink(standForPages(whole, pageAt), {
          address(address) {
            const known = uploads.get(address);
            if (known !== undefined) return known;
            const id = pageAt(address);
            if (id !== undefined) return ports.hrefOf(id);
            if (!address.startsWith(HERE)) return undefined;
            lost.push({ path: `${page.path}: ${address.slice(HERE.length)}`, why: 'link' });
            return address.slice(HERE.length);
          },
          page: () => undefined,
        });
        return moved;
      },
    };
    return job;
  });
  return {
    pages: jobs,
    fileAt({ path }, address) {
      const found = pathsMeant(path, address).find((one) => others.has(one));
      if (found !== undefined) unused.delete(found);
      return found === undefined ? undefined : others.get(found);
    },
    unused: () => [...unused].filter((path) => !/\.(?:css|js|html?|csv)$/i.test(path)),
  };
}

async function textOf({ source, path }: PlannedPage, lost: Lost[]): Promise<ReadSource> {
  const none: ReadSource = { title: undefined, icon: '', blocks: [], files: [], lost: [] };
  if (!source) return none;
  try {
    const read = await readSource(source);
    for (const why of read.lost) lost.push({ path, why });
    return read;
  } catch {
    lost.push({ path, why: 'unreadable' });
    return none;
  }
}

/** Paths that an address on the page at `from` may mean: written for the web, or as it is. */
function pathsMeant(from: string, address: string): string[] {
  const inner = address.startsWith(HERE) ? address.slice(HERE.length) : address;
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(inner)) return [];
  const folder = from.split('/').slice(0, -1);
  const resolve = (path: string): string => {
    const parts = path.startsWith('/') ? [] : [...folder];
    for (const part of path.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.' && part !== '') parts.push(part);
    }
    return parts.join('/');
  };
  const bare = inner.replace(/[?#].*$/, '');
  return [...new Set([decoded(bare), bare, decoded(inner), inner])].map(resolve);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Gives the pictures that were written into the text their files. */
async function withPictures(
  job: Job,
  blocks: readonly BlockContent[],
  files: ReadSource['files'],
  ports: ImportPorts,
  lost: Lost[],
  signal: AbortSignal,
): Promise<readonly BlockContent[]> {
  const all = structuredClone(blocks) as BlockContent[];
  for (const { path, name, blob } of files) {
    const block = blockAt(all, path);
    if (!block) continue;
    try {
      if (!blob) throw new Error('not in the file');
      const source = await ports.upload(job.id, name, blob, signal);
      Object.assign(block, { props: { ...block.props, source } });
    } catch {
      signal.throwIfAborted();
      lost.push({ path: `${job.path}: ${name}`, why: 'file' });
    }
  }
  return all;
}

/** The block at a path as `PendingFile` has it. */
function blockAt(
  blocks: readonly BlockContent[],
  path: readonly number[],
): BlockContent | undefined {
  const [index = 0, ...rest] = path;
  const block = blocks[index];
  if (!block || rest.length === 0) return block;
  const { table, children } = block;
  if (!table) return blockAt(children ?? [], rest);
  const [row = 0, cell = 0, ...inner] = rest;
  return blockAt(table.rows[row]?.cells[cell] ?? [], inner);
}

/** Pages that Weft wrote itself: each as it was, with new ids. */
function jobsOfOurs({ pages, fileOf, unread }: Restored, ports: ImportPorts): Jobs {
  const ids = new Map(pages.map(({ id }) => [id, ports.mint()]));
  const unused = new Set(unread);
  return {
    pages: pages.map((page) => ({
      id: ids.get(page.id)!,
      parent: (page.parent !== null && ids.get(page.parent)) || null,
      path: page.id,
      read: async () => ({ ...page, files: [] }),
      settle: async ({ blocks }, uploads) =>
        relink(blocks, {
          address: (address) => uploads.get(address),
          page: () => undefined,
          id: (id) => ids.get(id),
        }),
    })),
    fileAt(_, address) {
      const file = fileOf(address);
      if (file) unused.delete(file.path);
      return file;
    },
    unused: () => unused,
  };
}
