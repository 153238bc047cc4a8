import { useCallback, useEffect, useRef, useState } from 'react';
import { useAppKeys } from './app-keys.ts';
import { Drawer } from './drawer.tsx';
import { GonePage } from './gone-page.tsx';
import { Home } from './home.tsx';
import { IdentityButton } from './identity-button.tsx';
import type { Identity } from './identity.ts';
import { NARROW, useMedia } from './media.ts';
import { Page } from './page.tsx';
import type { PageLook } from './page-look.ts';
import type { Theme } from './theme.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import { useLate } from './use-late.ts';
import { useRoute } from '../navigation/router.ts';
import type { Exclusively } from '../pages/home-page.ts';
import type { Workspace } from '../pages/workspace.ts';
import { Sidebar } from '../sidebar/sidebar.tsx';
import type { UploadQueue } from '../uploads.ts';
import { Icon } from '../widgets/icons.tsx';
import { shownKeys } from '../widgets/keys.ts';
import { NoticeArea } from '../widgets/notice-area.tsx';
import type { Setting } from '../widgets/setting.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { message } from '../words/messages.ts';

const loadSidebarPages = async () => (await import('../sidebar/sidebar-pages.tsx')).SidebarPages;
const loadDialogs = async () => (await import('../sidebar/dialogs.tsx')).Dialogs;

const loadDeviceNotes = async () => (await import('./device-notes.tsx')).DeviceNotes;
const loadSettings = async () => (await import('./settings-panel.tsx')).SettingsPanel;

interface ShellProps {
  readonly workspace: Workspace;
  readonly identity: Setting<Identity>;
  readonly theme: Setting<Theme>;
  readonly look: PageLook;
  /** Whether the list of pages is put away where it is beside the page. */
  readonly folded: Setting<boolean>;
  readonly uploads: UploadQueue;
  readonly exclusively: Exclusively;
}

/** The whole app: the list of pages at the side or in a drawer, and the page that the address names. */
export function Shell(props: ShellProps) {
  const { workspace, identity, theme, look, folded, uploads, exclusively } = props;
  const { pages } = workspace;
  const route = useRoute();
  const isNarrow = useMedia(NARROW);
  const isFolded = useSetting(folded);
  const [drawer, setDrawer] = useState(false);
  const current = route.kind === 'document' ? route.id : undefined;
  // Whoever has chosen a page, or asked for something in front of it, wants to see it.
  const asked = useSetting(workspace.asks);
  useEffect(() => setDrawer(false), [current, isNarrow, asked]);

  const flipSidebar = useCallback(() => {
    if (matchMedia(NARROW).matches) setDrawer((isOpen) => !isOpen);
    else folded.set(!folded.get());
  }, [folded]);
  useAppKeys({ workspace, current, onSidebar: flipSidebar });

  // Seen, a page that opens speaks for itself; heard, it has to be told. The first one the browser tells.
  const [opened, setOpened] = useState('');
  const first = useRef(current);
  useEffect(() => {
    if (current === first.current) return;
    first.current = undefined;
    const page = current && pages.get().forest?.get(current);
    const title = page && pages.titleOf(page);
    setOpened(message('page.opened', { title: title || message('pages.untitled') }));
  }, [current, pages]);

  const [isReady, setReady] = useState(false);
  const letComeWhatMay = useCallback(() => setReady(true), []);
  useEffect(() => {
    if (route.kind === 'unknown') letComeWhatMay();
  }, [route.kind, letComeWhatMay]);
  const Pages = useLate(loadSidebarPages, isReady || drawer);
  const Dialogs = useLate(loadDialogs, isReady || asked !== undefined);
  const Settings = useLate(loadSettings, asked?.kind === 'settings');
  const Notes = useLate(loadDeviceNotes, isReady);
  const sidebar = (
    <Sidebar
      foot={
        <>
          <IdentityButton setting={identity} />
          <ThemeSwitch setting={theme} />
        </>
      }
    >
      {Pages ? <Pages workspace={workspace} current={current} /> : null}
      {Notes ? <Notes workspace={workspace} /> : null}
    </Sidebar>
  );
  // What is in front of everything has them in itself: all else is out of reach meanwhile.
  const notices = <NoticeArea notices={workspace.notices} />;
  const isAside = !isNarrow && !isFolded;
  const menu = isAside ? null : (
    <button
      type="button"
      className="icon-button"
      aria-label={message('pages.open')}
      title={`${message('pages.open')} (${shownKeys('Mod+\\')})`}
      aria-haspopup={isNarrow ? 'dialog' : undefined}
      aria-expanded={isNarrow ? drawer : false}
      onClick={flipSidebar}
    >
      <Icon name="menu" />
    </button>
  );

  return (
    <div className="shell" data-folded={isFolded}>
      <a className="skip" href="#page">
        {message('app.skip')}
      </a>
      {isNarrow ? (
        <Drawer open={drawer} onClose={() => setDrawer(false)}>
          {sidebar}
          {notices}
        </Drawer>
      ) : null}
      {isAside ? (
        <aside className="shell-side" aria-label={message('app.name')}>
          <button
            type="button"
            className="icon-button side-fold"
            aria-label={message('pages.close')}
            title={`${message('pages.close')} (${shownKeys('Mod+\\')})`}
            onClick={flipSidebar}
          >
            <Icon name="fold" />
          </button>
          {sidebar}
        </aside>
      ) : null}
      <p className="unseen" role="status">
        {opened}
      </p>
      <div className="shell-page">
        {route.kind === 'document' ? (
          <Page
            key={route.id}
            id={route.id}
            workspace={workspace}
            identity={identity}
            uploads={uploads}
            menu={menu}
            onReady={letComeWhatMay}
          />
        ) : route.kind === 'home' ? (
          <Home
            workspace={workspace}
            exclusively={exclusively}
            menu={menu}
            onReady={letComeWhatMay}
          />
        ) : (
          <GonePage why="document-unknown" menu={menu} />
        )}
      </div>
      {Dialogs ? (
        <Dialogs
          workspace={workspace}
          settings={
            Settings ? (
              <Settings workspace={workspace} identity={identity} theme={theme} look={look} />
            ) : null
          }
        />
      ) : null}
      {asked || (isNarrow && drawer) ? null : notices}
    </div>
  );
}
