import { NAMELESS_COLOR, parseColor, parseName } from '../editor/carets/person-look.ts';

/** Somebody on the page. */
export interface Person {
  /** Awareness client id: one for each session. */
  readonly client: number;
  readonly name: string;
  readonly color: string;
  readonly self: boolean;
}

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

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** What a person would call the first letter, which may be several code points. */
function firstLetter(word: string): string {
  const [first] = letters.segment(word);
  return first?.segment ?? '';
}
