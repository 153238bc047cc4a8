import { useMemo, useState } from 'react';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { documentHref } from '../navigation/route.ts';
import { Link } from '../navigation/link.tsx';
import type { Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { search } from '../widgets/search.ts';
import { failureReason } from '../words/failure-words.ts';
import { LANGUAGE, message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { restorePage } from './page-acts.ts';
import { PageIcon } from './page-icon.tsx';
import { pathOf } from './page-path.ts';
import { RemoveQuestion } from './remove-question.tsx';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

/** More than anybody looks through: there are letters to type. */
const MOST = 100;

/** What was put into the trash, the last first: each can come back, or be deleted for ever. */
export function TrashPanel({ workspace }: { readonly workspace: Workspace }) {
  const { pages, asks } = workspace;
  const { forest, isLive, failure } = usePages(pages);
  const [query, setQuery] = useState('');
  const [leaving, setLeaving] = useState<PageNode>();
  const all = useMemo(() => forest?.trash() ?? [], [forest]);
  const found = search(
    all.map((page) => ({ page, label: nameOf(pages, page), words: pathOf(pages, page) })),
    query,
  );

  if (leaving) {
    return (
      <RemoveQuestion workspace={workspace} page={leaving} onDone={() => setLeaving(undefined)} />
    );
  }
  return (
    <>
      <input
        type="text"
        className="field"
        aria-label={panelMessage('trash.search')}
        placeholder={panelMessage('trash.search')}
        autoComplete="off"
        value={query}
        onInput={({ currentTarget }) => setQuery(currentTarget.value)}
      />
      {forest === undefined ? (
        <p className="panel-note" role="status">
          {failure === undefined
            ? panelMessage('pages.loading')
            : message('pages.failed', { why: failureReason(failure) })}
        </p>
      ) : null}
      {forest && found.length === 0 ? (
        <p className="panel-note">
          {panelMessage(all.length === 0 ? 'trash.empty' : 'trash.nothing')}
        </p>
      ) : null}
      <ul className="panel-list" aria-label={panelMessage('trash.heading')}>
        {found.slice(0, MOST).map(({ page, label, words }) => (
          <li key={page.id} className="panel-row">
            <Link
              href={documentHref(page.id, pages.titleOf(page))}
              className="panel-link"
              onClick={() => asks.set(undefined)}
            >
              <PageIcon page={page} />
              <span className="panel-words">
                <span className="document-title" dir="auto">
                  {label}
                </span>
                <span className="panel-hint">
                  {[words, dateOf(page)].filter(Boolean).join(' · ')}
                </span>
              </span>
            </Link>
            <button
              type="button"
              className="row-button"
              aria-label={panelMessage('trash.restore-one', { title: label })}
              title={panelMessage('trash.restore-one', { title: label })}
              onClick={() => void restorePage(workspace, page)}
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              className="row-button row-danger"
              aria-label={panelMessage('trash.remove-one', { title: label })}
              title={panelMessage('trash.remove-one', { title: label })}
              onClick={() => setLeaving(page)}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
      </ul>
      {isLive || !forest ? null : <p className="panel-note">{panelMessage('trash.offline')}</p>}
    </>
  );
}

function dateOf({ trashedAt }: PageNode): string {
  if (trashedAt === null) return '';
  const format = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium' });
  return panelMessage('trash.since', { date: format.format(trashedAt) });
}
