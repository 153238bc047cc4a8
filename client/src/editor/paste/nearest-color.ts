import { COLORS } from '@weft/shared/model/colors';

export type ColorName = (typeof COLORS)[number];

type Rgb = readonly [red: number, green: number, blue: number];

/** Words for colours that people choose; the others are the looks of pages. */
const NAMED: ReadonlyMap<string, ColorName> = new Map([
  ...COLORS.map((name) => [name, name] as const),
  ['grey', 'gray'],
  ['lime', 'green'],
  ['darkgreen', 'green'],
  ['lightgreen', 'green'],
  ['teal', 'green'],
  ['aqua', 'blue'],
  ['cyan', 'blue'],
  ['turquoise', 'blue'],
  ['navy', 'blue'],
  ['darkblue', 'blue'],
  ['lightblue', 'blue'],
  ['darkred', 'red'],
  ['maroon', 'red'],
  ['magenta', 'pink'],
  ['fuchsia', 'pink'],
  ['darkmagenta', 'purple'],
  ['violet', 'purple'],
  ['gold', 'yellow'],
  ['darkyellow', 'yellow'],
  ['darkorange', 'orange'],
]);

/** Up to which hue, in degrees, a colour has its name. */
const HUES: readonly (readonly [number, ColorName])[] = [
  [14, 'red'],
  [42, 'orange'],
  [68, 'yellow'],
  [172, 'green'],
  [255, 'blue'],
  [292, 'purple'],
  [345, 'pink'],
  [360, 'red'],
];

/** The greys of Notion, whose colour is called so; other greys are how pages look. */
const GRAYS = new Set(['120,119,116', '155,154,151', '128,128,128', '241,241,239']);

/** The colour of letters that `value` of CSS is nearest to, if it is clearly one. */
export function nearestColor(value: string): ColorName | undefined {
  return nearest(value, () => 0.3);
}

/** As `nearestColor`, of what is behind letters, where the palest colours are meant. */
export function nearestBackground(value: string): ColorName | undefined {
  return nearest(value, (most) => (most > 200 ? 0.035 : 0.3));
}

function nearest(value: string, leastChroma: (most: number) => number): ColorName | undefined {
  const text = value.trim().toLowerCase();
  const named = NAMED.get(text);
  if (named) return named;
  const rgb = rgbOf(text);
  if (!rgb) return undefined;
  if (GRAYS.has(rgb.join(','))) return 'gray';
  const most = Math.max(...rgb);
  const chroma = (most - Math.min(...rgb)) / 255;
  if (chroma < leastChroma(most)) return undefined;
  const hue = hueOf(rgb, most, chroma * 255);
  // A dark orange is what is called brown.
  if (hue > 10 && hue < 45 && most < 175) return 'brown';
  return HUES.find(([limit]) => hue <= limit)?.[1];
}

function hueOf([red, green, blue]: Rgb, most: number, range: number): number {
  if (most === red) return (((((green - blue) / range) * 60) % 360) + 360) % 360;
  if (most === green) return ((blue - red) / range) * 60 + 120;
  return ((red - green) / range) * 60 + 240;
}

/** `#rgb`, `#rrggbb` and `rgb()`; nothing for what can be seen through, as no colour is. */
function rgbOf(text: string): Rgb | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(text);
  if (short) return [hex(short[1], 2), hex(short[2], 2), hex(short[3], 2)];
  const long = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:ff)?$/.exec(text);
  if (long) return [hex(long[1]), hex(long[2]), hex(long[3])];
  const call =
    /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:\s*[,/]\s*([\d.]+)%?)?\s*\)$/.exec(text);
  if (!call || Number(call[4] ?? 1) < 0.2) return undefined;
  return [Number(call[1]), Number(call[2]), Number(call[3])];
}

function hex(digits = '0', times = 1): number {
  return Number.parseInt(digits.repeat(times), 16);
}
