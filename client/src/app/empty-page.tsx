import type { ReactNode } from 'react';
import { PageBar } from './page-bar.tsx';

interface EmptyPageProps {
  readonly menu: ReactNode;
  readonly heading: string;
  readonly text: string;
  /** Ways on: links and buttons. */
  readonly children: ReactNode;
}

/** A page that has nothing to show: a sentence that says why, and ways on. */
export function EmptyPage({ menu, heading, text, children }: EmptyPageProps) {
  return (
    <>
      <PageBar menu={menu} />
      <main id="page" className="empty-page" tabIndex={-1}>
        <div role="alert">
          <h1>{heading}</h1>
          <p>{text}</p>
        </div>
        <div className="buttons">{children}</div>
      </main>
    </>
  );
}
