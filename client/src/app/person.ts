import { parseColor, parseName } from './identity.ts';

/** Somebody on the page. */
export interface Person {
  /** Awareness client id: one for each session. */
  readonly client: number;
  readonly name: string;
  readonly color: string;
  readonly self: boolean;
}

const NAMELESS_COLOR = '#6b6862';

/**
 * The people in an awareness' states: oneself first, then whoever came first by client id, so that nobody
 * changes places. States come from the network: what is no name or colour is left out or replaced.
 */
export function readPeople(
  states: ReadonlyMap<number, unknown>,
  selfClient: number,
): readonly Person[] {
  const people: Person[] = [];
  for (const [client, state] of states) {
    if (typeof state !== 'object' || state === null) continue;
    const name = parseName('name' in state ? state.name : undefined);
    if (name === undefined) continue;
    const color = parseColor('color' in state ? state.color : undefined) ?? NAMELESS_COLOR;
    people.push({ client, name, color, self: client === selfClient });
  }
  return people.toSorted((a, b) => Number(b.self) - Number(a.self) || a.client - b.client);
}

/** One or two letters for an avatar: the first of the first and of the last word. */
export function initials(name: string): string {
  const words = name.split(' ').filter(Boolean);
  const ends = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return ends.map(firstLetter).join('').toLocaleUpperCase();
}

/** Black or white, whichever reads better on `color` (`#rrggbb`). */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const [r, g, b] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  const luminance = 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  // Where the two contrast ratios of WCAG are equal.
  return luminance > 0.1791 ? '#000000' : '#ffffff';
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person would call the first letter, which may be several code points. */
function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return first?.segment ?? '';
}
