/** The app: wires the browser to the components, and is the only file that does so on import. */
import { createRoot } from 'preact/compat/client';
import { mintDocId } from '@weft/shared/protocol/ids';
import './app/tokens.css';
import './app/base.css';
import './app/controls.css';
import './widgets/popover.css';
import './widgets/choices.css';
import './app/dialog.css';
import './app/shell.css';
import './app/sidebar.css';
import './app/page.css';
import './app/toolbar.css';
import './app/color-tool.css';
import { createDocuments } from './app/documents.ts';
import { createIdentity } from './app/identity.ts';
import { followKeyboard } from './app/keyboard-inset.ts';
import { applyLanguage } from './words/messages.ts';
import { Shell } from './app/shell.tsx';
import { applyTheme, themeSetting } from './app/theme.ts';
import { createDocumentsClient } from './transport/documents.ts';
import { createWeftUploads } from './uploads.ts';

const root = document.documentElement;
applyLanguage(root);
followKeyboard(root);
const paint = (): void => applyTheme(themeSetting.get(), root);
paint();
themeSetting.subscribe(paint);

const documents = createDocuments({
  client: createDocumentsClient(),
  mintId: () => mintDocId((length) => crypto.getRandomValues(new Uint8Array(length))),
  // Two windows that find no page at all must not both make the first one. Without locks (a plain
  // address that is not this machine) they may, and then there are two.
  exclusively: (task) =>
    'locks' in navigator ? navigator.locks.request('weft-first-page', task) : task(),
});

// At once: what earlier windows could not send goes on its way whatever page is open.
const uploads = createWeftUploads({ onFault: reportError });

createRoot(document.getElementById('app')!).render(
  <Shell
    documents={documents}
    identity={createIdentity(Math.random)}
    theme={themeSetting}
    uploads={uploads}
  />,
);
