import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { DocumentInfo } from '@weft/shared/protocol/down';
import { parseDocId, type DocId } from '@weft/shared/protocol/ids';
import { DeleteDialog } from './delete-dialog.tsx';
import type { Documents } from './documents.ts';
import { failureReason } from './save-words.ts';
import { Icon } from '../widgets/icons.tsx';
import { Link } from './link.tsx';
import { message } from '../words/messages.ts';
import { documentHref } from './route.ts';
import { navigate } from './router.ts';

interface DocumentListProps {
  readonly documents: Documents;
  /** The document that is open. */
  readonly current: DocId | undefined;
}

/** All pages, the last changed first, each with a way to delete it. */
export function DocumentList({ documents, current }: DocumentListProps) {
  const { documents: list, failure } = useSyncExternalStore(documents.subscribe, documents.get);
  const [leaving, setLeaving] = useState<DocumentInfo>();
  const items = useRef<HTMLUListElement>(null);
  const rows = (list ?? []).flatMap((info) => {
    const id = parseDocId(info.id);
    return id === undefined ? [] : [{ id, info }];
  });

  const remove = async (id: DocId): Promise<void> => {
    await documents.remove(id);
    if (id === current) navigate('/', { replace: true });
  };
  const closed = (): void => {
    const was = rows.findIndex(({ id }) => id === leaving?.id);
    setLeaving(undefined);
    // The button that asked is gone with its row: the focus goes on to a neighbour, not back to the start.
    if (was < 0) items.current?.querySelector('a')?.focus();
  };

  return (
    <>
      {failure === undefined || list ? null : (
        <p className="list-note" role="alert">
          {message('pages.failed', { why: failureReason(failure) })}{' '}
          <button type="button" className="text-button" onClick={() => void documents.refresh()}>
            {message('pages.again')}
          </button>
        </p>
      )}
      {list === undefined && failure === undefined ? (
        <p className="list-note list-note-late" role="status">
          {message('pages.loading')}
        </p>
      ) : null}
      {list?.length === 0 ? <p className="list-note">{message('pages.empty')}</p> : null}
      <ul ref={items} className="document-list" aria-label={message('pages.heading')}>
        {rows.map(({ id, info }) => {
          const title = info.title || message('pages.untitled');
          return (
            <li key={id} className="document-row" data-current={id === current}>
              <Link
                href={documentHref(id)}
                className="document-link"
                title={title}
                aria-current={id === current ? 'page' : undefined}
              >
                <Icon name="page" />
                <span className="document-title" dir="auto" data-untitled={info.title === ''}>
                  {title}
                </span>
              </Link>
              <button
                type="button"
                className="row-button"
                aria-label={message('pages.remove', { title })}
                title={message('pages.remove', { title })}
                onClick={() => setLeaving(info)}
              >
                <Icon name="trash" />
              </button>
            </li>
          );
        })}
      </ul>
      {failure !== undefined && list ? (
        <p className="list-note">{message('pages.stale', { why: failureReason(failure) })}</p>
      ) : null}
      {leaving ? (
        <DeleteDialog
          document={leaving}
          onDelete={() => remove(leaving.id as DocId)}
          onClose={closed}
        />
      ) : null}
    </>
  );
}

/** Time between two looks at the list while the window is visible, milliseconds. */
const REFRESH_MS = 15_000;

/** Keeps the list fresh: on a timer while it can be seen, and at once when somebody comes back to it. */
export function useFreshDocuments(documents: Documents): void {
  useEffect(() => {
    const refresh = (): void => {
      if (document.visibilityState === 'visible') void documents.refresh();
    };
    refresh();
    const timer = setInterval(refresh, REFRESH_MS);
    addEventListener('focus', refresh);
    addEventListener('online', refresh);
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', refresh);
      removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [documents]);
}
