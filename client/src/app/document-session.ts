import { useEffect, useState } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { OpenDocument } from './open-document.ts';

/** A page's document: not there yet, there, or out of reach because its code did not load. */
export type DocumentSession = OpenDocument | 'opening' | 'failed';

/**
 * Keeps the document `id` open while the page is shown. It is closed when the page goes away, when another
 * one takes its place, and when the window is put aside; a window brought back opens it anew, as does a
 * document whose history the server has replaced.
 */
export function useDocumentSession(id: DocId): DocumentSession {
  const [session, setSession] = useState<DocumentSession>('opening');
  const [life, setLife] = useState(0);

  useEffect(() => {
    let over = false;
    let open: OpenDocument | undefined;
    const restart = (): void => setLife((count) => count + 1);
    const end = (): void => {
      over = true;
      open?.provider.off('reload', restart);
      void open?.provider.destroy();
      open = undefined;
    };
    const returned = (event: PageTransitionEvent): void => {
      if (event.persisted) restart();
    };

    setSession('opening');
    import('./open-document.ts').then(
      ({ openDocument }) => {
        if (over) return;
        open = openDocument(id);
        open.provider.on('reload', restart);
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
  }, [id, life]);

  return session;
}
