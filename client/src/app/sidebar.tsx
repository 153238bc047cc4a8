import { useState } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { DocumentList } from './document-list.tsx';
import type { Documents } from './documents.ts';
import { failureReason } from './save-words.ts';
import { Icon, Mark } from '../widgets/icons.tsx';
import { IdentityButton } from './identity-button.tsx';
import type { Identity } from './identity.ts';
import { Link } from './link.tsx';
import { message } from '../words/messages.ts';
import { documentHref } from './route.ts';
import { navigate } from './router.ts';
import type { Setting } from '../widgets/setting.ts';
import { ThemeSwitch } from './theme-switch.tsx';
import type { Theme } from './theme.ts';

export interface SidebarProps {
  readonly documents: Documents;
  readonly current: DocId | undefined;
  readonly identity: Setting<Identity>;
  readonly theme: Setting<Theme>;
}

/** The pages, a way to a new one, oneself, and the colours. Beside the page, or in a drawer on phones. */
export function Sidebar({ documents, current, identity, theme }: SidebarProps) {
  return (
    <div className="sidebar">
      <div className="sidebar-head">
        <Link href="/" className="wordmark">
          <Mark />
          {message('app.name')}
        </Link>
      </div>
      <NewPage documents={documents} />
      <nav className="sidebar-pages" aria-label={message('pages.heading')}>
        <h2 className="sidebar-heading">{message('pages.heading')}</h2>
        <DocumentList documents={documents} current={current} />
      </nav>
      <div className="sidebar-foot">
        <IdentityButton setting={identity} />
        <ThemeSwitch setting={theme} />
      </div>
    </div>
  );
}

/** Makes a page and goes there. One press, one page. */
function NewPage({ documents }: { readonly documents: Documents }) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const create = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { id } = await documents.create();
      navigate(documentHref(id as DocId));
    } catch (error) {
      setFailure(message('pages.create-failed', { why: failureReason(error) }));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className="new-page"
        aria-disabled={busy}
        onClick={() => !busy && void create()}
      >
        <Icon name="plus" />
        {message('pages.new')}
      </button>
      {failure === undefined ? null : (
        <p className="list-note" role="alert">
          {failure}
        </p>
      )}
    </>
  );
}
