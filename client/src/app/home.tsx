import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Documents } from './documents.ts';
import { EmptyPage } from './empty-page.tsx';
import { message } from '../words/messages.ts';
import { PageBar } from './page-bar.tsx';
import { PageLines } from './page-lines.tsx';
import { documentHref } from './route.ts';
import { navigate } from './router.ts';
import { failureReason } from './save-words.ts';

interface HomeProps {
  readonly documents: Documents;
  readonly menu: ReactNode;
}

/** The address without a page: goes on to the latest one, which is made where there is none. */
export function Home({ documents, menu }: HomeProps) {
  const [attempt, setAttempt] = useState(0);
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    let over = false;
    setFailure(undefined);
    document.title = message('app.name');
    documents.latest().then(
      ({ id }) => {
        if (!over) navigate(documentHref(id as DocId), { replace: true });
      },
      (error: unknown) => {
        if (!over) setFailure(error);
      },
    );
    const again = (): void => setAttempt(attempt + 1);
    addEventListener('online', again);
    return () => {
      over = true;
      removeEventListener('online', again);
    };
  }, [documents, attempt]);

  if (failure === undefined) {
    return (
      <>
        <PageBar menu={menu} />
        <main id="page" className="sheet" aria-busy="true">
          <div className="title" />
          <div className="editor-area">
            <PageLines />
          </div>
        </main>
      </>
    );
  }
  return (
    <EmptyPage
      menu={menu}
      heading={message('gone.home-heading')}
      text={message('pages.failed', { why: failureReason(failure) })}
    >
      <button type="button" className="button button-main" onClick={() => setAttempt(attempt + 1)}>
        {message('pages.again')}
      </button>
    </EmptyPage>
  );
}
