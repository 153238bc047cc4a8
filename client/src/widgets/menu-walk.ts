import type { KeyboardEvent } from 'react';

/** Arrows, Home and End go along the buttons of a menu, and Tab leaves it. */
export function walkMenu(event: KeyboardEvent, close: () => void): void {
  const items = [...event.currentTarget.querySelectorAll('button')];
  const from = items.indexOf(event.target as HTMLButtonElement);
  if (event.key === 'ArrowDown') items[(from + 1) % items.length]?.focus();
  else if (event.key === 'ArrowUp') items.at(from - 1)?.focus();
  else if (event.key === 'Home') items[0]?.focus();
  else if (event.key === 'End') items.at(-1)?.focus();
  else if (event.key === 'Tab') close();
  else return;
  event.preventDefault();
}
