import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { SearchAnswer } from '@weft/shared/protocol/down';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import type { Workspace } from '../pages/workspace.ts';
import { choiceId } from '../widgets/choices.tsx';
import { ComboboxField } from '../widgets/combobox-field.tsx';
import { useSetting } from '../widgets/use-setting.ts';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { ExcerptText } from './excerpt-text.tsx';
import { foundPages, type FoundPage } from './finder-results.ts';
import { PageIcon } from './page-icon.tsx';
import { pathOf } from './page-path.ts';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

/** The server is asked once nobody has typed for so long, milliseconds. */
const PAUSE_MS = 120;
/** Answers: as many as are looked through. */
const LIMIT = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

const TIMES = [
  { name: 'any', days: undefined },
  { name: 'day', days: 1 },
  { name: 'week', days: 7 },
  { name: 'month', days: 30 },
] as const;
type Time = (typeof TIMES)[number]['name'];

interface FinderPanelProps {
  readonly workspace: Workspace;
  readonly onDone: () => void;
}

/** Finds pages by name and text: what this device knows at once, the rest as soon as the server has answered. */
export function FinderPanel({ workspace, onDone }: FinderPanelProps) {
  const { pages } = workspace;
  const recent = useSetting(workspace.recent);
  const view = usePages(pages);
  const list = useId();
  const [query, setQuery] = useState('');
  const [isInTitles, setInTitles] = useState(false);
  const [time, setTime] = useState<Time>('any');
  const [active, setActive] = useState(0);
  const { results, failure, isOnDevice, isBusy, isStale } = useAnswer(
    workspace,
    query,
    isInTitles,
    time,
  );
  const found = useMemo(() => {
    // What this device knows by name alone says nothing of when it was changed.
    const all = foundPages(
      pages,
      time === 'any' ? query : '',
      time === 'any' ? recent : [],
      results,
    );
    return all.slice(0, LIMIT);
    // The view is what the pages say.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pages, view, query, recent, results, time]);
  const at = Math.min(active, found.length - 1);

  const open = ({ page, excerpt }: FoundPage): void => {
    onDone();
    const place = excerpt && excerpt.block !== '' ? `#${encodeURIComponent(excerpt.block)}` : '';
    navigate(documentHref(page.id, pages.titleOf(page)) + place);
  };
  return (
    <>
      <ComboboxField
        label={panelMessage('finder.field')}
        list={list}
        count={found.length}
        active={at}
        value={query}
        onInput={setQuery}
        onActive={setActive}
        onPick={(index) => {
          const chosen = found[index]!;
          // What was found for other words is not what Enter means.
          const isNamed = (): boolean =>
            foundPages(pages, query, recent, []).some(({ page }) => page === chosen.page);
          if (!isStale || isNamed()) open(chosen);
        }}
      />
      <div className="finder-filters">
        <label className="finder-filter">
          <input
            type="checkbox"
            checked={isInTitles}
            onChange={({ currentTarget }) => setInTitles(currentTarget.checked)}
          />
          {panelMessage('finder.in-titles')}
        </label>
        <label className="finder-filter">
          {panelMessage('finder.changed')}
          <select
            value={time}
            onChange={({ currentTarget }) => setTime(currentTarget.value as Time)}
          >
            {TIMES.map(({ name }) => (
              <option key={name} value={name}>
                {panelMessage(`finder.${name}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {failure === undefined ? null : (
        <p className="panel-note" role="status">
          {panelMessage('finder.failed', { why: failureReason(failure) })}
        </p>
      )}
      {isOnDevice ? (
        <p className="panel-note" role="status">
          {panelMessage('finder.device')}
        </p>
      ) : null}
      {found.length === 0 && !isBusy ? (
        <p className="panel-note" role="status">
          {panelMessage('finder.nothing')}
        </p>
      ) : null}
      <Results
        workspace={workspace}
        id={list}
        found={found}
        active={at}
        onActive={setActive}
        onOpen={open}
      />
    </>
  );
}

interface ResultsProps {
  readonly workspace: Workspace;
  readonly id: string;
  readonly found: readonly FoundPage[];
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onOpen: (found: FoundPage) => void;
}

function Results({ workspace, id, found, active, onActive, onOpen }: ResultsProps) {
  const { pages } = workspace;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={panelMessage('finder.results')}
      className="panel-list"
    >
      {found.map((one, index) => {
        const path = pathOf(pages, one.page);
        return (
          // The keys that choose are those of where somebody types.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={one.page.id}
            id={choiceId(id, index)}
            role="option"
            aria-selected={index === active}
            className="panel-link finder-result"
            onPointerMove={() => onActive(index)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onOpen(one)}
          >
            <PageIcon page={one.page} />
            <span className="panel-words">
              <span className="document-title" dir="auto">
                {nameOf(pages, one.page)}
                {path === '' ? null : <span className="panel-hint finder-path"> {path}</span>}
              </span>
              {one.excerpt ? <ExcerptText excerpt={one.excerpt} /> : null}
            </span>
          </div>
        );
      })}
    </div>
  );
}

type Results = SearchAnswer['results'];
const NONE: Results = [];

interface Answer {
  readonly query: string;
  readonly results: Results;
  readonly failure?: unknown;
  /** Only texts of this device were looked through. */
  readonly isOnDevice?: boolean;
}
const NO_ANSWER: Answer = { query: '', results: NONE };

/** What the server answers to the query, once it has; what it answered before until then. */
function useAnswer(
  { pages, finder }: Workspace,
  query: string,
  isInTitles: boolean,
  time: Time,
): Answer & { readonly isBusy: boolean; readonly isStale: boolean } {
  const space = pages.get().forest?.space;
  const [answer, setAnswer] = useState<Answer>(NO_ANSWER);
  const [isBusy, setBusy] = useState(true);
  useEffect(() => {
    if (space === undefined) return undefined;
    const stopping = new AbortController();
    setBusy(true);
    const days = TIMES.find(({ name }) => name === time)?.days;
    const timer = setTimeout(
      async () => {
        const since = days === undefined ? undefined : Date.now() - days * DAY_MS;
        const wanted = { text: query, isInTitles, since, limit: LIMIT };
        const told = await finder.find(space, wanted, stopping.signal);
        if (stopping.signal.aborted) return;
        setAnswer(
          told.ok ? { ...NO_ANSWER, ...told, query } : { ...NO_ANSWER, query, failure: told },
        );
        setBusy(false);
      },
      query === '' ? 0 : PAUSE_MS,
    );
    return () => {
      clearTimeout(timer);
      stopping.abort();
    };
  }, [finder, space, query, isInTitles, time]);
  return { ...answer, isBusy, isStale: answer.query !== query };
}
