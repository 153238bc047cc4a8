import type { PageNode } from '@weft/shared/pages/page-tree';
import { systemClock } from '@weft/shared/clock';
import { parsePath } from '../navigation/route.ts';
import type { Pages } from '../pages/pages.ts';
import type { WaitingTexts } from '../pages/waiting.ts';
import type { PageDocuments } from '../pages/workspace.ts';
import type { UploadQueue } from '../uploads.ts';
import { createDeliveries } from './deliveries.ts';
import type { PageFormat } from './open-document.ts';

interface PageDocumentsOptions {
  readonly pages: Pages;
  readonly uploads: UploadQueue;
}

/** Sends what was written on pages that are not open, by code that is loaded when it is first wanted. */
export function createPageDeliveries(pages: Pages): WaitingTexts {
  const load = () => import('./page-documents.ts');
  return createDeliveries({
    documents: async () => (await load()).unsentDocuments(),
    deliver: async (id) => {
      const { format = 'blocks' } = pages.get().forest?.get(id) ?? {};
      return (await load()).deliverDocument(id, formatOf({ format }));
    },
    isDue(id) {
      const here = parsePath(location.pathname);
      const isOpen = here.kind === 'document' && here.id === id;
      return !isOpen && pages.get().unmade?.has(id) === false;
    },
    exclusively: async (task) => {
      // Without locks each window tries; what is sent twice counts once.
      if (!('locks' in navigator)) return task();
      await navigator.locks.request('weft-deliveries', { ifAvailable: true }, (lock) =>
        lock ? task() : undefined,
      );
    },
    clock: systemClock,
  });
}

const formatOf = ({ format }: Pick<PageNode, 'format'>): PageFormat =>
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
    async copy(from, to, signal) {
      const { copyFiles, readDocument, writeDocument } = await load();
      const contents = await readDocument(from.id, signal);
      await writeDocument(to, await copyFiles(contents, to, uploads, signal), signal);
    },
  };
}
