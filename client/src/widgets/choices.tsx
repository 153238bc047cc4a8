import { useLayoutEffect, useRef } from 'react';
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
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, groups]);
  let index = -1;
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="choices">
      {groups.map(({ heading, choices, isGrid = false }, at) => (
        <div
          key={heading ?? at}
          role="group"
          aria-label={heading ?? label}
          className={isGrid ? 'choice-group choice-grid' : 'choice-group'}
        >
          {heading === undefined ? null : (
            <div className="choice-heading" aria-hidden="true">
              {heading}
            </div>
          )}
          {choices.map((choice) => {
            index += 1;
            const own = index;
            return (
              // The keys that choose are those of where somebody types.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={choice.id}
                id={choiceId(id, own)}
                role="option"
                aria-selected={own === active}
                aria-label={isGrid ? choice.label : undefined}
                title={isGrid ? choice.label : undefined}
                className="choice"
                onPointerMove={() => onActive(own)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => onPick(choice)}
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
      ))}
    </div>
  );
}
