import { toHtml } from '@weft/shared/html';
import { toMarkdown } from '@weft/shared/markdown';
import type { BlockContent } from '@weft/shared/model/content';
import { createArchiveWriter, type ArchiveWriter } from './archive-writer.ts';
import { type ExportedPage, pathsOf } from './export-plan.ts';
import { createFolderNames, relativePath } from './file-names.ts';
import { htmlDocument, STYLE_SHEET } from './html-document.ts';
import { relink, sourcesIn } from './relink.ts';

/** What pages are written as: for people and other programs, for browsers, or for Weft without any loss. */
export type ExportFormat = 'markdown' | 'html' | 'json';

/** What the archive of format `json` says it is. */
export const JSON_KIND = 'weft-pages';
export const JSON_VERSION = 1;

/** What of Weft an export needs. */
export interface ExportPorts {
  readonly read: (page: string, signal: AbortSignal) => Promise<readonly BlockContent[]>;
  /** The bytes of a file of ours; `undefined` where there is none any more. */
  readonly file: (source: string, signal: AbortSignal) => Promise<Uint8Array | undefined>;
  /** Whether an address is that of a file of ours. */
  readonly isFile: (source: string) => boolean;
  /** The page that an address leads to, if it is one of ours. */
  readonly pageAt: (address: string) => string | undefined;
  /** Where a page is that is not taken along. */
  readonly addressOf: (page: string) => string;
  readonly untitled: string;
  /** What the list of all pages is called. */
  readonly index: string;
  /** The language of the app, as a BCP 47 tag. */
  readonly language: string;
  readonly now: () => Date;
}

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly signal: AbortSignal;
  /** Told before each page. */
  readonly onProgress: (done: number, all: number) => void;
}

export interface Exported {
  readonly archive: Blob;
  /** Pages and files that could not be read, and are not in it. */
  readonly missing: readonly { readonly title: string; readonly file?: string }[];
}

/**
 * Writes pages into an archive, with the files that they show.
 *
 * @param pages the outer ones before what lies in them
 * @throws what `signal` was aborted with
 */
export async function exportPages(
  pages: readonly ExportedPage[],
  ports: ExportPorts,
  { format, signal, onProgress }: ExportOptions,
): Promise<Exported> {
  const archive = createArchiveWriter(ports.now());
  const missing: Exported['missing'][number][] = [];
  const write = WRITERS[format](pages, archive, ports);
  const names = createFolderNames('file');
  /** Where each file is in the archive; nothing for those that could not be had. */
  const files = new Map<string, string | undefined>();
  for (const [done, page] of pages.entries()) {
    signal.throwIfAborted();
    onProgress(done, pages.length);
    const title = page.title || ports.untitled;
    let blocks: readonly BlockContent[];
    try {
      blocks = await ports.read(page.id, signal);
    } catch {
      signal.throwIfAborted();
      missing.push({ title });
      continue;
    }
    signal.throwIfAborted();
    for (const [source, name] of filesOf(blocks, ports)) {
      if (files.has(source)) continue;
      const bytes = await ports.file(source, signal).catch(() => undefined);
      signal.throwIfAborted();
      if (!bytes) missing.push({ title, file: name });
      const path = bytes && `files/${takeName(names, name)}`;
      files.set(source, path);
      if (bytes && path) archive.add(path, bytes);
    }
    write.page(page, blocks, files);
  }
  signal.throwIfAborted();
  write.end?.(files);
  onProgress(pages.length, pages.length);
  return { archive: archive.finish(), missing };
}

/** Files of ours that blocks show, with what they are called. */
function filesOf(blocks: readonly BlockContent[], { isFile }: ExportPorts): Map<string, string> {
  const named = new Map<string, string>();
  for (const source of sourcesIn(blocks)) if (isFile(source)) named.set(source, 'file');
  const visit = ({ props, children, table }: BlockContent): void => {
    const { source, name } = props ?? {};
    if (typeof source === 'string' && typeof name === 'string' && named.has(source))
      named.set(source, name);
    children?.forEach(visit);
    for (const { cells } of table?.rows ?? []) cells.forEach((cell) => cell.forEach(visit));
  };
  blocks.forEach(visit);
  return named;
}

function takeName(names: ReturnType<typeof createFolderNames>, name: string): string {
  const [, stem, extension] = /^(.*?)(\.[a-z0-9]{1,8})?$/is.exec(name)!;
  return names.take(stem!, extension ?? '');
}

interface PageWriter {
  page(
    page: ExportedPage,
    blocks: readonly BlockContent[],
    files: ReadonlyMap<string, string | undefined>,
  ): void;
  end?(files: ReadonlyMap<string, string | undefined>): void;
}

type WriterOf = (
  pages: readonly ExportedPage[],
  archive: ArchiveWriter,
  ports: ExportPorts,
) => PageWriter;

/** Names of things as seen from the file at `path`. */
function namesFrom(
  path: string,
  pages: readonly ExportedPage[],
  paths: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, string | undefined>,
  { addressOf, pageAt, untitled }: ExportPorts,
) {
  const titles = new Map(pages.map(({ id, title }) => [id, title || untitled]));
  const hrefOf = (id: string): string => {
    const to = paths.get(id);
    return to === undefined ? addressOf(id) : relativePath(path, to);
  };
  return {
    address(address: string): string | undefined {
      const file = files.get(address);
      if (file !== undefined) return relativePath(path, file);
      const id = pageAt(address);
      return id === undefined ? undefined : hrefOf(id);
    },
    page: (id: string) => ({ href: hrefOf(id), title: titles.get(id) ?? untitled }),
  };
}

const WRITERS: Readonly<Record<ExportFormat, WriterOf>> = {
  markdown(pages, archive, ports) {
    const paths = pathsOf(pages, '.md', ports.untitled);
    return {
      page({ id, title, icon }, blocks, files) {
        const path = paths.get(id)!;
        const heading = `${icon === '' ? '' : `${icon} `}${title || ports.untitled}`;
        const body = relink(blocks, namesFrom(path, pages, paths, files, ports));
        const all: BlockContent[] = [
          { type: 'heading1', runs: [{ text: heading, marks: {} }] },
          ...body,
        ];
        archive.add(path, toMarkdown(all));
      },
    };
  },
  html(pages, archive, ports) {
    const paths = pathsOf(pages, '.html', ports.untitled);
    const byId = new Map(pages.map((page) => [page.id, page]));
    const named = (from: string, { id, title }: ExportedPage) => ({
      title: title || ports.untitled,
      href: relativePath(from, paths.get(id)!),
    });
    const inside = (from: string, parent: string | null) =>
      pages.filter((one) => one.parent === parent).map((one) => named(from, one));
    const wayTo = (from: string, { parent }: ExportedPage): { title: string; href: string }[] => {
      const outer = parent === null ? undefined : byId.get(parent);
      return outer ? [...wayTo(from, outer), named(from, outer)] : [];
    };
    archive.add('style.css', STYLE_SHEET);
    return {
      page(page, blocks, files) {
        const path = paths.get(page.id)!;
        const document = htmlDocument({
          title: page.title || ports.untitled,
          icon: page.icon,
          body: toHtml(relink(blocks, namesFrom(path, pages, paths, files, ports))),
          style: relativePath(path, 'style.css'),
          way: wayTo(path, page),
          inside: inside(path, page.id),
          language: ports.language,
        });
        archive.add(path, document);
      },
      end() {
        const contents = htmlDocument({
          title: ports.index,
          icon: '',
          body: '',
          style: 'style.css',
          way: [],
          inside: inside('index.html', null),
          language: ports.language,
        });
        archive.add('index.html', contents);
      },
    };
  },
  json(_, archive) {
    const written: unknown[] = [];
    return {
      page: (page, blocks) => void written.push({ ...page, blocks }),
      end(files) {
        // Sources stay what they were: the list says which file each of them is.
        const kept = Object.fromEntries([...files].filter(([, path]) => path !== undefined));
        const whole = { kind: JSON_KIND, version: JSON_VERSION, pages: written, files: kept };
        archive.add('pages.json', JSON.stringify(whole, undefined, 1));
      },
    };
  },
};
