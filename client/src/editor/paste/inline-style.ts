import { STYLE } from './quiet-html.ts';

/** What an element's `style` attribute says, by lower-case names. Values keep their case. */
export type InlineStyle = ReadonlyMap<string, string>;

const NONE: InlineStyle = new Map();

/** Longer attributes are no style of any program. */
const MAX_STYLE = 20_000;

/**
 * The declarations of `element`'s style. They are read from the attribute because the browser's own reading leaves
 * out what Word says in properties that it made up.
 */
export function styleOf(element: Element): InlineStyle {
  const text = element.getAttribute(STYLE);
  if (!text || text.length > MAX_STYLE) return NONE;
  const style = new Map<string, string>();
  for (const declaration of text.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon < 0) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important\s*$/i, '');
    style.set(declaration.slice(0, colon).trim().toLowerCase(), value.trim());
  }
  return style;
}

/** Whether nobody saw an element with that style. */
export function isHidden(element: Element, style: InlineStyle): boolean {
  return (
    style.get('display')?.toLowerCase() === 'none' ||
    style.get('visibility')?.toLowerCase() === 'hidden' ||
    style.get('mso-hide')?.toLowerCase() === 'all' ||
    element.hasAttribute('hidden')
  );
}

/** Whether every letter is as wide as any other, as in editors of code. */
export function isMonospace(style: InlineStyle): boolean {
  const family = style.get('font-family') ?? style.get('font') ?? '';
  return /mono|courier|consolas|menlo|"?fira code/i.test(family);
}

/** How `white-space` treats spaces and line ends; `undefined` if the style does not say. */
export function spacesOf(style: InlineStyle): Spaces | undefined {
  const value = style.get('white-space')?.toLowerCase();
  if (value === undefined) return undefined;
  if (/^(?:pre|pre-wrap|break-spaces)$/.test(value)) return 'keep';
  if (value === 'pre-line') return 'lines';
  return /^(?:normal|nowrap)$/.test(value) ? 'collapse' : undefined;
}

/** What becomes of spaces: one for many, the same but for line ends, or all as they are. */
export type Spaces = 'collapse' | 'lines' | 'keep';
