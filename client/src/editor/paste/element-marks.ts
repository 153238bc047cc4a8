import type { Json } from '@weft/shared/model/content';
import type { Marks } from '@weft/shared/model/marks';
import { namedColorsOf } from './color-attributes.ts';
import type { Context } from './context.ts';
import type { InlineStyle } from './inline-style.ts';
import { nearestBackground, nearestColor } from './nearest-color.ts';
import { linkAddress } from './web-address.ts';

/** What an element means by its name. */
const MARKS_OF: ReadonlyMap<string, Marks> = new Map<string, Marks>([
  ['b', { bold: true }],
  ['strong', { bold: true }],
  ['i', { italic: true }],
  ['em', { italic: true }],
  ['cite', { italic: true }],
  ['dfn', { italic: true }],
  ['var', { italic: true }],
  ['u', { underline: true }],
  ['ins', { underline: true }],
  ['s', { strike: true }],
  ['del', { strike: true }],
  ['strike', { strike: true }],
  ['code', { code: true }],
  ['kbd', { code: true }],
  ['samp', { code: true }],
  ['tt', { code: true }],
]);

/** Elements whose colour was chosen for these very letters, and is not how a page looks. */
const COLORED = new Set(['span', 'font', 'mark', 'b', 'strong', 'i', 'em', 'u', 's', 'ins', 'del']);

/** Chromium writes down how copied letters looked, with all that a page made of them; this is in each such style. */
const LOOK_OF_PAGE = '-webkit-text-stroke-width';

/** The marks of letters in `element`, which has the style `style` and is in `context`. */
export function marksIn(element: Element, style: InlineStyle, context: Context): Marks {
  const name = element.localName;
  const marks: { [mark: string]: Json } = { ...context.marks, ...MARKS_OF.get(name) };
  const link = name === 'a' ? linkAddress(element.getAttribute('href')) : undefined;
  if (link !== undefined) marks['link'] = link;
  if (style.size > 0) addWeight(marks, style, context);
  if (style.size > 0) addLines(marks, style, name);
  if (!COLORED.has(name)) return marks;
  addColors(marks, element, style, context);
  const named = namedColorsOf(element);
  if (name === 'mark' && !named.color && !named.background) named.background = 'yellow';
  return Object.assign(marks, named);
}

function addWeight(
  marks: { [mark: string]: Json },
  style: InlineStyle,
  { isTitle }: Context,
): void {
  const weight = style.get('font-weight')?.toLowerCase();
  if (weight && /^(?:bold|bolder|[6-9]00)$/.test(weight)) {
    if (!isTitle) marks['bold'] = true;
  } else if (weight && /^(?:normal|lighter|[1-5]00)$/.test(weight)) delete marks['bold'];
  const slope = style.get('font-style')?.toLowerCase();
  if (slope === 'italic' || slope === 'oblique') marks['italic'] = true;
  else if (slope === 'normal') delete marks['italic'];
}

function addLines(marks: { [mark: string]: Json }, style: InlineStyle, name: string): void {
  const line = `${style.get('text-decoration') ?? ''} ${style.get('text-decoration-line') ?? ''}`;
  // Links are underlined because they are links.
  if (/\bunderline\b/i.test(line) && !('link' in marks) && name !== 'a') marks['underline'] = true;
  if (/\bline-through\b/i.test(line)) marks['strike'] = true;
  if (!/\bnone\b/i.test(line)) return;
  if (name === 'u' || name === 'ins') delete marks['underline'];
  if (name === 's' || name === 'del' || name === 'strike') delete marks['strike'];
}

function addColors(
  marks: { [mark: string]: Json },
  element: Element,
  style: InlineStyle,
  { isTitle }: Context,
): void {
  if (isTitle || style.has(LOOK_OF_PAGE)) return;
  const color = style.get('color') ?? element.getAttribute('color') ?? '';
  const name = 'link' in marks ? undefined : nearestColor(color);
  if (name) marks['color'] = name;
  const background = nearestBackground(
    style.get('background-color') ?? style.get('background') ?? '',
  );
  if (background) marks['background'] = background;
}
