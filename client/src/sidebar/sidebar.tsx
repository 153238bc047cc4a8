import { useRef } from 'react';
import type { ReactNode } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { Link } from '../navigation/link.tsx';
import type { Workspace } from '../pages/workspace.ts';
import { Icon, Mark } from '../widgets/icons.tsx';
import { shownKeys } from '../widgets/keys.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { failureReason } from '../words/failure-words.ts';
import { message } from '../words/messages.ts';
import { addPage } from './page-acts.ts';
import { PageShelf } from './page-shelf.tsx';
import { PageTree } from './page-tree.tsx';
import { usePages } from './use-pages.ts';

export interface SidebarProps {
  readonly workspace: Workspace;
  /** The page that is open. */
  readonly current: DocId | undefined;
  /** Oneself, and how it all looks. */
  readonly foot: ReactNode;
}

/** Pages in the recent ones: as many as are seen at a glance. */
const MOST_RECENT = 5;

/** The pages, a way to a new one, the trash, oneself, and the colours. Beside the page, or in a drawer on phones. */
export function Sidebar({ workspace, current, foot }: SidebarProps) {
  const scroller = useRef<HTMLElement>(null);
  const favourites = useSetting(workspace.favourites);
  const recent = useSetting(workspace.recent).filter((id) => id !== current);
  return (
    <div className="sidebar">
      <div className="sidebar-head">
        <Link href="/" className="wordmark">
          <Mark />
          {message('app.name')}
        </Link>
      </div>
      <button
        type="button"
        className="new-page"
        title={shownKeys('Mod+N')}
        onClick={() => void addPage(workspace, null)}
      >
        <Icon name="plus" />
        {message('pages.new')}
      </button>
      <nav ref={scroller} className="sidebar-pages" aria-label={message('pages.heading')}>
        <PageShelf
          workspace={workspace}
          name="favourites"
          heading={message('tree.favourites')}
          ids={favourites}
          current={current}
        />
        <PageShelf
          workspace={workspace}
          name="recent"
          heading={message('tree.recent')}
          ids={recent}
          most={MOST_RECENT}
          current={current}
        />
        <h2 className="sidebar-heading">{message('pages.heading')}</h2>
        <Tree workspace={workspace} current={current} scroller={scroller} />
      </nav>
      <button
        type="button"
        className="new-page"
        aria-haspopup="dialog"
        onClick={() => workspace.asks.set({ kind: 'trash' })}
      >
        <Icon name="trash" />
        {message('trash.heading')}
      </button>
      <div className="sidebar-foot">{foot}</div>
    </div>
  );
}

type TreeProps = Omit<Parameters<typeof PageTree>[0], 'forest'>;

function Tree({ workspace, current, scroller }: TreeProps) {
  const { forest, failure, isLive } = usePages(workspace.pages);
  const isEmpty = forest?.shownIn(null).length === 0;
  return (
    <>
      {failure === undefined || forest ? null : (
        <p className="list-note" role="alert">
          {message('pages.failed', { why: failureReason(failure) })}{' '}
          <button type="button" className="text-button" onClick={workspace.pages.wake}>
            {message('pages.again')}
          </button>
        </p>
      )}
      {forest === undefined && failure === undefined ? (
        <p className="list-note list-note-late" role="status">
          {message('pages.loading')}
        </p>
      ) : null}
      {isEmpty && isLive ? <p className="list-note">{message('pages.empty')}</p> : null}
      {forest && !isEmpty ? (
        <PageTree workspace={workspace} forest={forest} current={current} scroller={scroller} />
      ) : null}
      {failure !== undefined && forest ? (
        <p className="list-note" role="status">
          {message('pages.stale', { why: failureReason(failure) })}
        </p>
      ) : null}
    </>
  );
}
