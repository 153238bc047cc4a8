import type { ReactNode } from 'react';

interface EmptyPageProps {
  readonly heading: string;
  readonly text: string;
  /** Ways on: links and buttons. */
  readonly children: ReactNode;
}

/** A page that has nothing to show: a sentence that says why, and ways on. */
export function EmptyPage({ heading, text, children }: EmptyPageProps) {
  return (
    <div className="empty" role="alert">
      <h1>{heading}</h1>
      <p>{text}</p>
      <div className="buttons">{children}</div>
    </div>
  );
}
