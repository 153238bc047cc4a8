/** Longest name anybody is shown under, in characters; a longer one is cut. */
export const MAX_NAME_LENGTH = 40;

/** Of whoever tells no colour. */
export const NAMELESS_COLOR = '#6b6862';

/** Signs that would break a line, or turn the text around them; those that join letters and faces are none. */
const CONTROLS =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\s]+/gu;

/** `name` as it may be shown: one line, no longer than `MAX_NAME_LENGTH`; `undefined` when nothing is left. */
export function parseName(name: unknown): string | undefined {
  if (typeof name !== 'string') return undefined;
  // Cut before it is looked at whole: a name may be as long as presence can be.
  const line = name
    .slice(0, 8 * MAX_NAME_LENGTH)
    .replaceAll(CONTROLS, ' ')
    .trim();
  return [...line].slice(0, MAX_NAME_LENGTH).join('').trim() || undefined;
}

/** A colour that may go into a style; `undefined` for anything but `#rrggbb`. */
export function parseColor(color: unknown): string | undefined {
  return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : undefined;
}

/** Black or white, whichever reads better on `color` (`#rrggbb`). */
export function inkOn(color: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  // Where the two contrast ratios of WCAG are equal.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.1791 ? '#000000' : '#ffffff';
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
