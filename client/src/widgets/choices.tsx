import { memo, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import { Icon, type IconName } from './icons.tsx';

/** One of several things to choose from. */
export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  /** Shown in the place of the icon. */
  readonly emoji?: string;
  /** Shown at the end, such as a shortcut. */
  readonly hint?: string;
}

export interface ChoiceGroup {
  /** Nothing for the only group. */
  readonly heading?: string;
  readonly choices: readonly Choice[];
  /** Whether they stand in rows, each by its emoji alone. */
  readonly isGrid?: boolean;
}

interface ChoicesProps {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  /** Index among all choices, of the one that Enter takes. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  readonly onPick: (choice: Choice) => void;
}

/** What the active choice is called, for `aria-activedescendant`. */
export function choiceId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** A list to choose from while the focus stays where somebody types. */
export function Choices({ id, label, groups, active, onActive, onPick }: ChoicesProps) {
  const list = useRef<HTMLDivElement>(null);
  const latest = useRef({ onActive, onPick });
  latest.current = { onActive, onPick };
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, groups]);
  let first = 0;
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="choices">
      {groups.map((group, at) => {
        const from = first;
        first += group.choices.length;
        const isIn = active >= from && active < first;
        return (
          <Group
            key={group.heading ?? at}
            list={id}
            label={label}
            group={group}
            from={from}
            active={isIn ? active : undefined}
            latest={latest}
          />
        );
      })}
    </div>
  );
}

interface GroupProps {
  readonly list: string;
  readonly label: string;
  readonly group: ChoiceGroup;
  /** Index of its first choice among all. */
  readonly from: number;
  /** Index among all of the active choice, if that is in it. */
  readonly active: number | undefined;
  readonly latest: RefObject<Pick<ChoicesProps, 'onActive' | 'onPick'>>;
}

/** Drawn anew only when it has become another, for there are lists of thousands. */
const Group = memo(({ list, label, group, from, active, latest }: GroupProps) => {
  const { heading, choices, isGrid = false } = group;
  return (
    <div
      role="group"
      aria-label={heading ?? label}
      className={isGrid ? 'choice-group choice-grid' : 'choice-group'}
    >
      {heading === undefined ? null : (
        <div className="choice-heading" aria-hidden="true">
          {heading}
        </div>
      )}
      {choices.map((choice, at) => {
        const own = from + at;
        return (
          // The keys that choose are those of where somebody types.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={choice.id}
            id={choiceId(list, own)}
            role="option"
            aria-selected={own === active}
            aria-label={isGrid ? choice.label : undefined}
            title={isGrid ? choice.label : undefined}
            className="choice"
            onPointerMove={() => latest.current.onActive(own)}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => latest.current.onPick(choice)}
          >
            {choice.emoji === undefined ? (
              <Icon name={choice.icon} />
            ) : (
              <span className="choice-emoji">{choice.emoji}</span>
            )}
            {isGrid ? null : <span className="choice-label">{choice.label}</span>}
            {choice.hint === undefined ? null : (
              <span className="choice-hint" aria-hidden="true">
                {choice.hint}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
});
