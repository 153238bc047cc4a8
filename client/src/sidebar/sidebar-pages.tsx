import { useRef } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Workspace } from '../pages/workspace.ts';
import { Icon, type IconName } from '../widgets/icons.tsx';
import { shownKeys } from '../widgets/keys.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { failureReason } from '../words/failure-words.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { addPage } from './page-acts.ts';
import { PageShelf } from './page-shelf.tsx';
import { PageTree } from './page-tree.tsx';
import { usePages } from './use-pages.ts';

interface SidebarPagesProps {
  readonly workspace: Workspace;
  /** The page that is open. */
  readonly current: DocId | undefined;
}

/** Pages in the recent ones: as many as are seen at a glance. */
const MOST_RECENT = 5;

/** The pages, ways to find them and to a new one, and the trash. */
export function SidebarPages({ workspace, current }: SidebarPagesProps) {
  const scroller = useRef<HTMLElement>(null);
  const favourites = useSetting(workspace.favourites);
  const recent = useSetting(workspace.recent).filter((id) => id !== current);
  return (
    <>
      <AskButton
        workspace={workspace}
        kind="finder"
        icon="search"
        label={message('finder.heading')}
        keys="Mod+P"
      />
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
          heading={panelMessage('tree.favourites')}
          ids={favourites}
          current={current}
        />
        <PageShelf
          workspace={workspace}
          name="recent"
          heading={panelMessage('tree.recent')}
          ids={recent}
          most={MOST_RECENT}
          current={current}
        />
        <h2 className="sidebar-heading">{message('pages.heading')}</h2>
        <Tree workspace={workspace} current={current} scroller={scroller} />
      </nav>
      {PANELS.map(({ kind, icon, label }) => (
        <AskButton
          key={kind}
          workspace={workspace}
          kind={kind}
          icon={icon}
          label={panelMessage(label)}
        />
      ))}
    </>
  );
}

/** What is asked for at the foot of the list. */
const PANELS = [
  { kind: 'templates', icon: 'template', label: 'templates.heading' },
  { kind: 'import', icon: 'upload', label: 'import.menu' },
  { kind: 'settings', icon: 'settings', label: 'settings.heading' },
  { kind: 'trash', icon: 'trash', label: 'trash.heading' },
] as const;

interface AskButtonProps {
  readonly workspace: Workspace;
  readonly kind: 'finder' | 'templates' | 'import' | 'settings' | 'trash';
  readonly icon: IconName;
  readonly label: string;
  readonly keys?: string;
}

/** Opens a panel in front of the page. */
function AskButton({ workspace, kind, icon, label, keys }: AskButtonProps) {
  return (
    <button
      type="button"
      className="new-page"
      title={keys && shownKeys(keys)}
      aria-haspopup="dialog"
      onClick={() => workspace.asks.set({ kind })}
    >
      <Icon name={icon} />
      {label}
    </button>
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
          {panelMessage('pages.loading')}
        </p>
      ) : null}
      {isEmpty && isLive ? <p className="list-note">{panelMessage('pages.empty')}</p> : null}
      {forest && !isEmpty ? (
        <PageTree workspace={workspace} forest={forest} current={current} scroller={scroller} />
      ) : null}
      {failure !== undefined && forest ? (
        <p className="list-note" role="status">
          {panelMessage('pages.stale', { why: failureReason(failure) })}
        </p>
      ) : null}
    </>
  );
}
