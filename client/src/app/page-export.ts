import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { exportPages, type Exported, type ExportPorts } from '../archive/export-pages.ts';
import type { ExportedPage } from '../archive/export-plan.ts';
import { documentHref, parsePath } from '../navigation/route.ts';
import type { Pages } from '../pages/pages.ts';
import type { ExportWanted } from '../pages/page-archive.ts';
import type { UploadQueue } from '../uploads.ts';
import type { PageForest } from '../tree/page-forest.ts';
import { LANGUAGE } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { fileIn } from './file-source.ts';
import { readDocument } from './page-documents.ts';

/** Writes pages into an archive and hands it to the browser as a download. */
export async function downloadPages(
  pages: Pages,
  uploads: UploadQueue,
  { page: top, isWhole, ...options }: ExportWanted,
): Promise<Exported['missing']> {
  const forest = pages.get().forest!;
  const chosen = chosenPages(forest, top, isWhole);
  const wanted = chosen.map((page): ExportedPage => {
    const { id, icon, cover, parent } = page;
    const isInside = chosen.some((other) => other.id === parent);
    return { id, title: pages.titleOf(page), icon, cover, parent: isInside ? parent : null };
  });
  const { archive, missing } = await exportPages(wanted, portsOf(uploads), options);
  const [first] = wanted;
  const name = top && first?.title ? first.title : panelMessage('export.file');
  download(archive, `${name}.zip`);
  return missing;
}

function chosenPages(forest: PageForest, top: DocId | undefined, isWhole: boolean): PageNode[] {
  const inside = (parent: DocId | null): PageNode[] =>
    forest.shownIn(parent).flatMap((page) => [page, ...inside(page.id)]);
  const page = top && forest.get(top);
  if (!page) return inside(null);
  return [page, ...(isWhole ? inside(page.id) : [])];
}

function portsOf(uploads: UploadQueue): ExportPorts {
  return {
    read: (page, signal) => readDocument(page as DocId, signal),
    async file(source, signal) {
      const file = fileIn(source);
      if (!file) return undefined;
      const answer = await fetch(uploads.urlOf(file), { signal });
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined;
    },
    isFile: (source) => fileIn(source) !== undefined,
    pageAt(address) {
      if (!URL.canParse(address, location.origin)) return undefined;
      const { origin, pathname } = new URL(address, location.origin);
      const route = origin === location.origin ? parsePath(pathname) : undefined;
      return route?.kind === 'document' ? route.id : undefined;
    },
    addressOf: (page) => location.origin + documentHref(page as DocId),
    untitled: panelMessage('pages.untitled'),
    index: panelMessage('pages.heading'),
    language: LANGUAGE,
    now: () => new Date(),
  };
}

/** So long a browser may take to begin with a download, milliseconds. */
const DOWNLOAD_MS = 60_000;

function download(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_MS);
}
