import { useEffect, useState } from 'react';
import type { DocId, FileId } from '@weft/shared/protocol/ids';
import type { UploadQueue } from '../uploads.ts';
import type { Pages } from '../pages/pages.ts';
import type { OpenDocument, PageFormat, showDocument } from './open-document.ts';

/** A page's document: on its way, there, or out of reach because its code did not load. */
export type DocumentSession = OpenDocument | 'opening' | 'failed';

/**
 * Keeps the document `id` open while the page is shown. It is closed when the page goes away, when another
 * one takes its place, and when the window is put aside; a window brought back opens it anew.
 */
export function useDocumentSession(
  id: DocId,
  format: PageFormat,
  pages: Pick<Pages, 'made' | 'isNew'>,
  uploads: UploadQueue,
): DocumentSession {
  const [session, setSession] = useState<DocumentSession>('opening');
  /** Counts how often the window was brought back. */
  const [life, setLife] = useState(0);

  useEffect(() => {
    let over = false;
    let open: ReturnType<typeof showDocument> | undefined;
    const sending = new Set<FileId>();
    const stopWatching = uploads.subscribe((file, state) => {
      if (state?.kind === 'sending') sending.add(file);
      else sending.delete(file);
    });
    const end = (): void => {
      over = true;
      stopWatching();
      const ended = open;
      open = undefined;
      // Not before the title and the editor, which are taken down now, have handed over what they hold.
      queueMicrotask(() => ended?.close());
    };
    const returned = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) setLife((count) => count + 1);
    };

    setSession('opening');
    Promise.all([import('./open-document.ts'), pages.isNew(id)]).then(
      ([{ showDocument }, isNew]) => {
        if (over) return;
        open = showDocument(id, format, {
          isBusy: () => sending.size > 0,
          made: pages.made(id),
          isNew,
        });
        setSession(open);
      },
      () => {
        if (!over) setSession('failed');
      },
    );
    addEventListener('pagehide', end);
    addEventListener('pageshow', returned);
    return () => {
      removeEventListener('pagehide', end);
      removeEventListener('pageshow', returned);
      end();
    };
  }, [id, format, pages, uploads, life]);

  return session;
}
