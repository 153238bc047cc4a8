import type { VersionInfo } from '@weft/shared/protocol/history';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { PagePast } from '../history/page-past.ts';
import type { PageHistory } from '../pages/page-history.ts';
import type { Workspace } from '../pages/workspace.ts';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { VersionList, versionTime } from './version-list.tsx';
import { VersionName } from './version-name.tsx';
import { LOOKS, VersionView } from './version-view.tsx';
import './history.css';

interface HistoryPanelProps {
  readonly workspace: Workspace;
  readonly history: PageHistory;
  readonly onDone: () => void;
}

interface Listed {
  readonly versions: readonly VersionInfo[];
  readonly next: number | undefined;
  readonly since: number | undefined;
}

/** What a page was: its versions, one of them to read with what changed in it, and the way back to it. */
export function HistoryPanel({ workspace, history, onDone }: HistoryPanelProps) {
  const [listed, setListed] = useState<Listed>();
  const [past, setPast] = useState<PagePast>();
  const [chosen, setChosen] = useState<number>();
  const [failure, setFailure] = useState<string>();
  const [areChangesShown, showChanges] = useState(true);
  const [areAuthorsShown, showAuthors] = useState(false);
  const [attempt, setAttempt] = useState(0);

  const load = useCallback(
    async (before?: number): Promise<Listed> => {
      const { versions, next, since } = await history.list(before);
      return { versions, next, since };
    },
    [history],
  );
  useEffect(() => {
    let isOver = false;
    setFailure(undefined);
    load()
      .then(async (first) => {
        if (isOver) return;
        setListed(first);
        setChosen(first.versions[0]?.offset);
        const newest = first.versions[0];
        if (newest) setPast(await history.past(newest.offset));
      })
      .catch((error: unknown) => isOver || setFailure(failureReason(error)));
    return () => void (isOver = true);
  }, [history, load, attempt]);

  const versions = listed?.versions ?? [];
  const at = versions.findIndex(({ offset }) => offset === chosen);
  const version = versions[at];
  // Of the oldest that is listed, the one before it may not be.
  const since = version ? version.offset - version.rows : 0;
  const shown = useMemo(
    () =>
      past && version
        ? past.show(version.offset, areChangesShown ? since : version.offset, areAuthorsShown)
        : undefined,
    [past, version, since, areChangesShown, areAuthorsShown],
  );

  if (failure !== undefined)
    return (
      <div className="panel-question" role="alert">
        <p>{panelMessage('history.failed', { why: failure })}</p>
        <button type="button" className="button" onClick={() => setAttempt(attempt + 1)}>
          {panelMessage('pages.again')}
        </button>
      </div>
    );
  if (!listed)
    return (
      <p className="panel-note" role="status">
        {panelMessage('history.loading')}
      </p>
    );
  if (!version)
    return (
      <p className="panel-note" role="status">
        {panelMessage('history.empty')}
      </p>
    );

  const more = async (): Promise<void> => {
    try {
      const older = await load(listed.next);
      setListed({ ...older, versions: [...versions, ...older.versions] });
    } catch (error) {
      workspace.notices.fail(panelMessage('history.failed', { why: failureReason(error) }));
    }
  };
  const rename = async (name: string | undefined): Promise<void> => {
    try {
      await history.call(version.offset, name);
      const { name: _before, ...rest } = version;
      const named = name === undefined ? rest : { ...rest, name };
      setListed({ ...listed, versions: versions.map((one) => (one === version ? named : one)) });
    } catch (error) {
      const why =
        (error as { code?: unknown }).code === 'versions-full'
          ? panelMessage('history.names-full')
          : failureReason(error);
      workspace.notices.fail(panelMessage('history.not-named', { why }));
    }
  };
  const restore = (): void => {
    if (!past) return;
    history.restore(past, version.offset);
    workspace.notices.tell(panelMessage('history.restored', { time: versionTime(version) }));
    onDone();
  };

  return (
    <div className="history">
      <div className="history-versions">
        <VersionList versions={versions} chosen={version.offset} onChoose={setChosen} />
        {listed.next === undefined ? (
          <p className="panel-note">
            {listed.since === undefined
              ? panelMessage('history.whole')
              : panelMessage('history.reach')}
          </p>
        ) : (
          <button type="button" className="button" onClick={() => void more()}>
            {panelMessage('history.more')}
          </button>
        )}
      </div>
      <div className="history-version">
        <div className="history-tools">
          <label className="setting-choice">
            <input
              type="checkbox"
              checked={areChangesShown}
              onChange={({ currentTarget }) => showChanges(currentTarget.checked)}
            />
            {panelMessage('history.changes')}
          </label>
          <label className="setting-choice">
            <input
              type="checkbox"
              checked={areAuthorsShown}
              onChange={({ currentTarget }) => showAuthors(currentTarget.checked)}
            />
            {panelMessage('history.authors')}
          </label>
          <VersionName key={version.offset} name={version.name} onName={rename} />
          <button
            type="button"
            className="button button-main"
            disabled={!past || at === 0}
            onClick={restore}
          >
            {panelMessage('history.restore')}
          </button>
        </div>
        {past && (areChangesShown || areAuthorsShown) ? <Legend authors={past.authors} /> : null}
        {shown ? (
          <VersionView workspace={workspace} history={history} shown={shown} />
        ) : (
          <p className="panel-note" role="status">
            {panelMessage('history.loading')}
          </p>
        )}
      </div>
    </div>
  );
}

/** Whose colour is which. */
function Legend({ authors }: { readonly authors: readonly string[] }) {
  return (
    <ul className="history-authors" aria-label={panelMessage('history.colours')}>
      {authors.map((author, number) =>
        // What a page begins with is nobody's.
        author === '' ? null : (
          <li key={number}>
            <span data-author={number % LOOKS}>{author}</span>
          </li>
        ),
      )}
    </ul>
  );
}
