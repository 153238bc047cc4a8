const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

/** From here on roman numbers are too long to read. */
const ROMAN_LIMIT = 4000;

/** How a list is numbered, in the order in which lists within each other are by themselves. */
export const LIST_STYLES = ['numbers', 'letters', 'roman'] as const;
export type ListStyle = (typeof LIST_STYLES)[number];

/**
 * How a list looks that says `style` of itself: by itself the one after that of the items it stands in.
 *
 * @param around - how the list is numbered in whose item it stands, if it stands in one
 */
export function listStyle(style: unknown, around: ListStyle | undefined): ListStyle {
  const own = LIST_STYLES.find((one) => one === style);
  if (own || around === undefined) return own ?? 'numbers';
  return LIST_STYLES[(LIST_STYLES.indexOf(around) + 1) % LIST_STYLES.length] ?? 'numbers';
}

/** What stands before the `ordinal`th item of a numbered list. */
export function listLabel(ordinal: number, style: ListStyle): string {
  if (style === 'letters' && ordinal > 0) return `${lettersOf(ordinal)}.`;
  if (style === 'roman' && ordinal > 0 && ordinal < ROMAN_LIMIT) return `${romanOf(ordinal)}.`;
  return `${ordinal}.`;
}

/** a … z, aa, ab … */
function lettersOf(ordinal: number): string {
  let letters = '';
  for (let rest = ordinal; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function romanOf(ordinal: number): string {
  let rest = ordinal;
  let roman = '';
  for (const [value, letters] of ROMAN) {
    for (; rest >= value; rest -= value) roman += letters;
  }
  return roman;
}
