/** The app: wires the browser to the components, and is the only file that does so on import. */
import { createRoot } from 'preact/compat/client';
import { systemClock } from '@weft/shared/clock';
import './app/tokens.css';
import './app/base.css';
import './app/controls.css';
import './widgets/popover.css';
import './widgets/choices.css';
import './widgets/notices.css';
import './app/dialog.css';
import './app/shell.css';
import './sidebar/sidebar.css';
import './sidebar/tree.css';
import './sidebar/panels.css';
import './sidebar/page-head.css';
import './app/page.css';
import './app/toolbar.css';
import './app/color-tool.css';
import { createIdentity } from './app/identity.ts';
import { restWhenHidden } from './app/resting-tree.ts';
import { cryptoRandom } from './editor/random-source.ts';
import { followKeyboard } from './app/keyboard-inset.ts';
import { createPageArchive, createPageDocuments, findsOnDevice } from './app/documents.ts';
import { foldedSetting } from './app/folded.ts';
import { pageConnection } from './app/page-connection.ts';
import { storedTitles } from './pages/page-titles.ts';
import { createPages } from './pages/pages.ts';
import { lateWaitingTexts } from './pages/waiting.ts';
import { createWorkspace } from './pages/workspace.ts';
import { createNoticeList } from './widgets/notice-list.ts';
import { failureReason } from './words/failure-words.ts';
import { applyLanguage, loadLanguage, message } from './words/messages.ts';
import { Shell } from './app/shell.tsx';
import { createPageLook, followPageLook } from './app/page-look.ts';
import { applyTheme, themeSetting } from './app/theme.ts';
import { createPageFinder } from './transport/page-finder.ts';
import { createTreeServer } from './transport/tree-server.ts';
import { createIndexedDbTree } from './tree/indexeddb-tree.ts';
import { createTree } from './tree/tree.ts';
import { createWeftUploads } from './uploads.ts';

const root = document.documentElement;
applyLanguage(root);
followKeyboard(root);
const paint = (): void => applyTheme(themeSetting.get(), root);
paint();
themeSetting.subscribe(paint);
const look = createPageLook();
followPageLook(look, root);

// At once: what earlier windows could not send goes on its way whatever page is open.
const uploads = createWeftUploads({ onFault: reportError });

const tree = createTree({
  server: createTreeServer({ connection: pageConnection() }),
  ...createIndexedDbTree(),
  clock: systemClock,
  random: cryptoRandom,
});
addEventListener('online', tree.wake);
restWhenHidden(tree);
const pages = createPages({
  tree,
  titles: storedTitles(() => localStorage),
  randomBytes,
  random: cryptoRandom,
});
const notices = createNoticeList();
pages.onRefused((_, code) => {
  notices.fail(message('tree.refused', { why: failureReason({ code }) }));
});
const workspace = createWorkspace({
  pages,
  notices,
  documents: createPageDocuments({ pages, uploads }),
  finder: findsOnDevice(pages, createPageFinder()),
  archive: createPageArchive({ pages, uploads }),
  waiting: lateWaitingTexts(async () =>
    (await import('./app/page-deliveries.ts')).createPageDeliveries(pages),
  ),
});

// Words are said from the first paint on.
void loadLanguage().then(() => {
  createRoot(document.getElementById('app')!).render(
    <Shell
      workspace={workspace}
      identity={createIdentity(Math.random)}
      theme={themeSetting}
      look={look}
      folded={foldedSetting()}
      uploads={uploads}
      exclusively={exclusively}
    />,
  );
});

// Without locks (a plain address that is not this machine) two windows may both make the first page.
function exclusively<T>(task: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('weft-first-page', task) : task();
}

function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}
