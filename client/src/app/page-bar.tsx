import type { ReactNode } from 'react';

interface PageBarProps {
  readonly menu: ReactNode;
  /** Where the page lies. */
  readonly path?: ReactNode;
  readonly tools?: ReactNode;
  /** Of the page's document, once it is known. */
  readonly format?: string | undefined;
  /** What is told about the page: at the far end. */
  readonly children?: ReactNode;
}

/** What stays in view above the page. On a narrow window the tools leave it for the foot of the screen. */
export function PageBar({ menu, path, tools, format, children }: PageBarProps) {
  return (
    <header className="page-bar" data-format={format}>
      {menu}
      {path}
      {tools}
      <div className="page-bar-end">{children}</div>
    </header>
  );
}
