import type { KeyboardEvent } from 'react';
import { choiceId } from './choices.tsx';

interface ComboboxFieldProps {
  readonly label: string;
  /** Id of the list that belongs to it, whose options are called as `choiceId` says. */
  readonly list: string;
  /** How many there are to choose from, and which one Enter takes. */
  readonly count: number;
  readonly active: number;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly onActive: (index: number) => void;
  readonly onPick: (index: number) => void;
}

/** A field to type in, and arrows and Enter for a list that stays under it. It has the focus from its first moment on. */
export function ComboboxField(props: ComboboxFieldProps) {
  const { label, list, count, active, value, onInput, onActive, onPick } = props;
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const turn = Math.max(count, 1);
    if (event.key === 'ArrowDown') onActive((active + 1) % turn);
    else if (event.key === 'ArrowUp') onActive((active + turn - 1) % turn);
    else if (event.key === 'Enter' && active < count && active >= 0) onPick(active);
    else return;
    event.preventDefault();
  };
  return (
    <input
      type="text"
      className="field"
      role="combobox"
      aria-expanded={count > 0}
      aria-controls={list}
      aria-activedescendant={count > 0 ? choiceId(list, active) : undefined}
      aria-autocomplete="list"
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      // oxlint-disable-next-line jsx-a11y/no-autofocus
      autoFocus
      value={value}
      onInput={({ currentTarget }) => {
        onInput(currentTarget.value);
        onActive(0);
      }}
      onKeyDown={press}
    />
  );
}
