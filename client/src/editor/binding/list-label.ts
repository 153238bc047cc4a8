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

/** What stands before the `ordinal`th item of a numbered list. */
export function listLabel(ordinal: number, style: unknown): string {
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
