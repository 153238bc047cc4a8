import type { ReactNode } from 'react';
import { Link } from '../navigation/link.tsx';
import { Mark } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';

interface SidebarProps {
  /** The pages, once they have come: what is needed for typing comes first. */
  readonly children: ReactNode;
  /** Oneself, and how it all looks. */
  readonly foot: ReactNode;
}

/** Beside the page, or in a drawer on phones. */
export function Sidebar({ children, foot }: SidebarProps) {
  return (
    <div className="sidebar">
      <div className="sidebar-head">
        <Link href="/" className="wordmark">
          <Mark />
          {message('app.name')}
        </Link>
      </div>
      <div className="sidebar-body">{children}</div>
      <div className="sidebar-foot">{foot}</div>
    </div>
  );
}
