import { useEffect, useRef, useState } from 'react';
import { Drawer } from './drawer.tsx';
import { useFreshDocuments } from './document-list.tsx';
import { GonePage } from './gone-page.tsx';
import { Home } from './home.tsx';
import { Icon } from '../widgets/icons.tsx';
import { NARROW, useMedia } from './media.ts';
import { message } from '../words/messages.ts';
import { Page } from './page.tsx';
import { useRoute } from './router.ts';
import type { UploadQueue } from '../uploads.ts';
import { Sidebar, type SidebarProps } from './sidebar.tsx';

type ShellProps = Omit<SidebarProps, 'current'> & { readonly uploads: UploadQueue };

/** The whole app: the list of pages at the side or in a drawer, and the page that the address names. */
export function Shell({ documents, identity, theme, uploads }: ShellProps) {
  const route = useRoute();
  const narrow = useMedia(NARROW);
  const [drawer, setDrawer] = useState(false);
  const current = route.kind === 'document' ? route.id : undefined;
  useFreshDocuments(documents);
  // Whoever has chosen a page wants to see it.
  useEffect(() => setDrawer(false), [current, narrow]);

  // Seen, a page that opens speaks for itself; heard, it has to be told. The first one the browser tells.
  const [opened, setOpened] = useState('');
  const first = useRef(current);
  useEffect(() => {
    if (current === first.current) return;
    first.current = undefined;
    const title = documents.get().documents?.find(({ id }) => id === current)?.title;
    setOpened(message('page.opened', { title: title || message('pages.untitled') }));
  }, [current, documents]);

  const sidebar = (
    <Sidebar documents={documents} current={current} identity={identity} theme={theme} />
  );
  const menu = narrow ? (
    <button
      type="button"
      className="icon-button"
      aria-label={message('pages.open')}
      aria-haspopup="dialog"
      aria-expanded={drawer}
      onClick={() => setDrawer(true)}
    >
      <Icon name="menu" />
    </button>
  ) : null;

  return (
    <div className="shell">
      <a className="skip" href="#page">
        {message('app.skip')}
      </a>
      {narrow ? (
        <Drawer open={drawer} onClose={() => setDrawer(false)}>
          {sidebar}
        </Drawer>
      ) : (
        <aside className="shell-side" aria-label={message('app.name')}>
          {sidebar}
        </aside>
      )}
      <p className="unseen" role="status">
        {opened}
      </p>
      <div className="shell-page">
        {route.kind === 'document' ? (
          <Page
            key={route.id}
            id={route.id}
            documents={documents}
            identity={identity}
            uploads={uploads}
            menu={menu}
          />
        ) : route.kind === 'home' ? (
          <Home documents={documents} menu={menu} />
        ) : (
          <GonePage why="document-unknown" menu={menu} />
        )}
      </div>
    </div>
  );
}
