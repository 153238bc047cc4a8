import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { homePage, type Exclusively } from '../pages/home-page.ts';
import type { Workspace } from '../pages/workspace.ts';
import { EmptyPage } from './empty-page.tsx';
import { message } from '../words/messages.ts';
import { PageBar } from './page-bar.tsx';
import { PageLines } from './page-lines.tsx';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { failureReason } from '../words/failure-words.ts';

interface HomeProps {
  readonly workspace: Workspace;
  readonly exclusively: Exclusively;
  readonly menu: ReactNode;
  /** Nothing can be typed: what is not needed for that may come. */
  readonly onReady: () => void;
}

/** The address without a page: goes on to the latest one, which is made where there is none. */
export function Home({ workspace, exclusively, menu, onReady }: HomeProps) {
  const [attempt, setAttempt] = useState(0);
  const again = (): void => {
    workspace.pages.wake();
    setAttempt(attempt + 1);
  };
  const [failure, setFailure] = useState<unknown>();

  useEffect(() => {
    let over = false;
    let hasFailed = false;
    setFailure(undefined);
    document.title = message('app.name');
    homePage(workspace, exclusively).then(
      (id) => {
        if (!over) navigate(documentHref(id), { replace: true });
      },
      (error: unknown) => {
        if (over) return;
        hasFailed = true;
        setFailure(error);
        onReady();
      },
    );
    const retry = (): void => setAttempt(attempt + 1);
    addEventListener('online', retry);
    // The tree goes on trying by itself.
    const stop = workspace.pages.subscribe(() => {
      if (hasFailed && workspace.pages.get().failure === undefined) retry();
    });
    return () => {
      over = true;
      removeEventListener('online', retry);
      stop();
    };
  }, [workspace, exclusively, attempt, onReady]);

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
      <button type="button" className="button button-main" onClick={again}>
        {message('pages.again')}
      </button>
    </EmptyPage>
  );
}
