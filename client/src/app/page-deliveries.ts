import { systemClock } from '@weft/shared/clock';
import { parsePath } from '../navigation/route.ts';
import type { Pages } from '../pages/pages.ts';
import type { WaitingTexts } from '../pages/waiting.ts';
import { createDeliveries } from './deliveries.ts';
import { formatOf } from './documents.ts';
import { deliverDocument, unsentDocuments } from './page-documents.ts';

/** Sends what was written on pages that are not open, for as long as this window is there. */
export function createPageDeliveries(pages: Pages): WaitingTexts {
  return createDeliveries({
    documents: unsentDocuments,
    deliver(id) {
      const { format = 'blocks' } = pages.get().forest?.get(id) ?? {};
      return deliverDocument(id, formatOf({ format }));
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
