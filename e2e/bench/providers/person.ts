import type { Doc } from 'yjs';

/** Whoever sits before a provider: types in bursts, as long as there are any, with a caret that goes along. */
export interface Seat {
  readonly doc: Doc;
  readonly awareness: { setLocalStateField(field: string, value: unknown): void };
}

const KEY_MS = 200;
const KEYS = 25;
/** Between two bursts. */
const PAUSE_MS = 10_000;

/** Types for ever: bursts of five seconds, five keys a second, with ten seconds between them. */
export function typeForEver({ doc, awareness }: Seat): void {
  const text = doc.getText('t');
  let key = 0;
  const next = (): void => {
    text.insert(text.length, 'x');
    awareness.setLocalStateField('caret', text.length);
    key += 1;
    setTimeout(next, key % KEYS === 0 ? PAUSE_MS : KEY_MS);
  };
  next();
}
