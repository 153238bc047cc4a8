import { documentHref } from '../navigation/route.ts';
import { Link } from '../navigation/link.tsx';
import type { Waiting } from '../pages/waiting.ts';
import type { Workspace } from '../pages/workspace.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { nameOf } from './page-name.ts';
import { PageIcon } from './page-icon.tsx';
import { usePages } from './use-pages.ts';
import { waitingPages } from './waiting-pages.ts';

interface OutboxPanelProps {
  readonly workspace: Workspace;
  readonly onDone: () => void;
}

/** All that is on this device only, page by page. */
export function OutboxPanel({ workspace, onDone }: OutboxPanelProps) {
  const { pages } = workspace;
  const { forest, waiting: commands } = usePages(pages);
  const texts = useSetting(workspace.waiting);
  const waiting = waitingPages(texts, commands);
  if (waiting.length === 0) {
    return (
      <p className="panel-note" role="status">
        {panelMessage('outbox.empty')}
      </p>
    );
  }
  return (
    <>
      <p className="panel-note">{panelMessage('outbox.lead')}</p>
      <ul className="panel-list" aria-label={panelMessage('outbox.heading')}>
        {waiting.map(({ id, text, kinds }) => {
          const page = forest?.get(id);
          const words = kinds.map((kind) => panelMessage(`outbox.${kind}`));
          if (text) words.unshift(panelMessage('outbox.text'));
          const name = page ? nameOf(pages, page) : panelMessage('pages.untitled');
          return (
            <li key={id} className="panel-row">
              <Link
                href={documentHref(id, page ? pages.titleOf(page) : '')}
                className="panel-link"
                onClick={onDone}
              >
                {page ? <PageIcon page={page} /> : null}
                <span className="panel-words">
                  <span className="document-title" dir="auto">
                    {name}
                  </span>
                  <span className="panel-hint">{words.join(' · ')}</span>
                  {isRefused(text) ? (
                    <span className="panel-hint">
                      {panelMessage('outbox.refused', { why: failureReason({ code: text }) })}
                    </span>
                  ) : null}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      <div className="panel-foot">
        <button
          type="button"
          className="button"
          onClick={() => {
            pages.wake();
            workspace.waiting.send();
          }}
        >
          {panelMessage('outbox.again')}
        </button>
      </div>
    </>
  );
}

const isRefused = (text: Waiting | undefined): boolean => text !== undefined && text !== 'waiting';
