import type { VersionInfo } from '@weft/shared/protocol/history';
import type { KeyboardEvent } from 'react';
import { useEffect, useId, useRef } from 'react';
import { LANGUAGE, listed } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';

interface VersionListProps {
  readonly versions: readonly VersionInfo[];
  /** The offset of the one that is shown. */
  readonly chosen: number;
  readonly onChoose: (offset: number) => void;
}

const days = new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'full' });
const times = new Intl.DateTimeFormat(LANGUAGE, { timeStyle: 'short' });

/** When a version was, in full. */
export function versionTime({ to }: VersionInfo): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeStyle: 'short' }).format(to);
}

/** Versions by day, the newest first: one is chosen, by arrows or by a press. */
export function VersionList({ versions, chosen, onChoose }: VersionListProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = document.getElementById(`${id}-${chosen}`);
    option?.scrollIntoView({ block: 'nearest' });
  }, [id, chosen]);
  const walk = (event: KeyboardEvent): void => {
    const at = versions.findIndex(({ offset }) => offset === chosen);
    const last = versions.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(at + 1, last),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    };
    const next = versions[steps[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onChoose(next.offset);
  };
  let day = '';
  return (
    <div
      ref={list}
      className="version-list"
      role="listbox"
      tabIndex={0}
      aria-label={panelMessage('history.heading')}
      aria-activedescendant={`${id}-${chosen}`}
      onKeyDown={walk}
    >
      {versions.map((version) => {
        const before = day;
        day = days.format(version.to);
        return (
          <div key={version.offset} role="presentation">
            {day === before ? null : (
              <p className="version-day" role="presentation">
                {day}
              </p>
            )}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- The list has the keys. */}
            <div
              id={`${id}-${version.offset}`}
              className="version"
              role="option"
              aria-selected={version.offset === chosen}
              onClick={() => onChoose(version.offset)}
            >
              <span className="version-name">
                {version.name ? <strong dir="auto">{version.name}</strong> : null}
                <span>{times.format(version.to)}</span>
              </span>
              <span className="panel-hint" dir="auto">
                {authorsOf(version)}
              </span>
            </div>
          </div>
        );
      })}
    </div>
  );
}

function authorsOf({ authors }: VersionInfo): string {
  return authors.length === 0 ? panelMessage('history.nobody') : listed(authors);
}
