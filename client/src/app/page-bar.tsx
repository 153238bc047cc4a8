import type { ReactNode } from 'react';

interface PageBarProps {
  readonly menu: ReactNode;
  readonly tools?: ReactNode;
  /** What is told about the page: at the far end. */
  readonly children?: ReactNode;
}

/** What stays in view above the page. On a narrow window the tools leave it for the foot of the screen. */
export function PageBar({ menu, tools, children }: PageBarProps) {
  return (
    <header className="page-bar">
      {menu}
      {tools}
      <div className="page-bar-end">{children}</div>
    </header>
  );
}
