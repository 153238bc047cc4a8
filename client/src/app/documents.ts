import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Pages } from '../pages/pages.ts';
import type { PageFinder } from '../pages/page-finder.ts';
import type { PageArchive } from '../pages/page-archive.ts';
import type { PageDocuments } from '../pages/workspace.ts';
import type { UploadQueue } from '../uploads.ts';
import type { PageFormat } from './open-document.ts';

interface PageDocumentsOptions {
  readonly pages: Pages;
  readonly uploads: UploadQueue;
}

/** Which of the two editors a page is for; what it is not sure of is a page of blocks. */
export const formatOf = ({ format }: Pick<PageNode, 'format'>): PageFormat =>
  format === 'lexical-v2' ? 'lexical-v2' : 'blocks';

/** The text of pages that are not on screen, by code that is loaded when it is first wanted. */
export function createPageDocuments({ pages, uploads }: PageDocumentsOptions): PageDocuments {
  const load = () => import('./page-documents.ts');
  return {
    async rename(page, title) {
      pages.entitle(page.id, title);
      try {
        const { renameDocument } = await load();
        await renameDocument(page.id, formatOf(page), title, {
          made: pages.made(page.id),
          isNew: await pages.isNew(page.id),
        });
        pages.entitle(page.id, undefined);
      } catch (error) {
        pages.entitle(page.id, null);
        throw error;
      }
    },
    async fill(page, template) {
      const { fillPage } = await import('./page-templates.ts');
      await fillPage(pages, page, template);
    },
    async copy(from, to, signal) {
      const { copyFiles, readDocument, writeDocument } = await load();
      const contents = await readDocument(from.id, signal);
      const blocks = await copyFiles(contents, to, uploads, signal);
      await writeDocument(to, { blocks }, signal);
    },
  };
}

/** Asks the server for words, and where that cannot be reached, this device. */
export function findsOnDevice(pages: Pages, server: PageFinder): PageFinder {
  return {
    ...server,
    async find(space, wanted, signal) {
      const answer = await server.find(space, wanted, signal);
      if (answer.ok || answer.code !== 'unreachable') return answer;
      const { findHere } = await import('./find-here.ts').catch(() => ({ findHere: undefined }));
      return findHere ? findHere(pages, wanted, signal) : answer;
    },
  };
}

/** Pages as files, by code that is loaded when it is first wanted. */
export function createPageArchive({ pages, uploads }: PageDocumentsOptions): PageArchive {
  return {
    async export(wanted) {
      const { downloadPages } = await import('./page-export.ts');
      return downloadPages(pages, uploads, wanted);
    },
    async import(wanted) {
      const { takeInPages } = await import('./page-import.ts');
      return takeInPages(pages, uploads, wanted);
    },
  };
}
