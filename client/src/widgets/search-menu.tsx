import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { type Choice, type ChoiceGroup, choiceId, Choices } from './choices.tsx';
import { gridStep } from './grid-step.ts';
import { placeBeside } from './placement.ts';

interface SearchMenuProps {
  /** What the menu is called, and its field. */
  readonly label: string;
  readonly searchLabel: string;
  /** Said where nothing is found. */
  readonly nothing: string;
  readonly anchor: () => DOMRect;
  /** What the anchor is in, and scrolls with. */
  readonly context: Element | null;
  /** What is to choose from; always the same function. */
  readonly groupsFor: (query: string) => readonly ChoiceGroup[];
  readonly onPick: (choice: Choice) => void;
  readonly onEscape: () => void;
  readonly onClose: () => void;
}

/** A list over the page with a field to search it. */
export function SearchMenu(props: SearchMenuProps) {
  const { label, searchLabel, nothing, anchor, context, groupsFor } = props;
  const { onPick, onEscape, onClose } = props;
  const surface = useRef<HTMLDivElement>(null);
  const list = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const groups = useMemo(() => groupsFor(query), [groupsFor, query]);
  const all = groups.flatMap(({ choices }) => choices);
  const isInRows = groups.some(({ isGrid }) => isGrid);

  useLayoutEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    element.showPopover();
    element.querySelector('input')?.focus({ preventScroll: true });
    return placeBeside(
      { getBoundingClientRect: anchor, ...(context && { contextElement: context }) },
      element,
      'start',
    );
    // Placed once; it follows its anchor from then on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(() => {
    const element = surface.current;
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    element?.addEventListener('toggle', toggled);
    return () => element?.removeEventListener('toggle', toggled);
  }, [onClose]);

  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const choice = all[active];
    const options = [...(surface.current?.querySelectorAll('[role="option"]') ?? [])];
    const isForwards = document.documentElement.dir !== 'rtl';
    const next = isInRows ? gridStep(options, active, event.key, isForwards) : undefined;
    if (next !== undefined) setActive(next);
    else if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(all.length, 1));
    else if (event.key === 'ArrowUp')
      setActive((active + all.length - 1) % Math.max(all.length, 1));
    else if (event.key === 'Enter' && choice) onPick(choice);
    else if (event.key === 'Escape') onEscape();
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={surface}
      popover="auto"
      role="dialog"
      aria-label={label}
      className="popover choices-surface"
    >
      <input
        type="text"
        className="field choices-field"
        role="combobox"
        aria-expanded={all.length > 0}
        aria-controls={all.length > 0 ? list : undefined}
        aria-activedescendant={all.length > 0 ? choiceId(list, active) : undefined}
        aria-autocomplete="list"
        aria-label={searchLabel}
        placeholder={searchLabel}
        autoComplete="off"
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {groups.length === 0 ? (
        <p className="choices-nothing" role="status">
          {nothing}
        </p>
      ) : (
        <Choices
          id={list}
          label={label}
          groups={groups}
          active={active}
          onActive={setActive}
          onPick={onPick}
        />
      )}
    </div>
  );
}
