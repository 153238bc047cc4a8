import { COLORS } from '@weft/shared/model/colors';

/** Colours by name. */
export interface NamedColors {
  color?: string;
  background?: string;
}

/** Notion's classes, as in `block-color-red`, `highlight-teal_background`. */
const NOTION = /(?:^|\s)(?:block-color|highlight)-([a-z]+)(_background)?(?=\s|$)/g;

/** The colours that `element` names: in the attributes that shared/html writes, or in Notion's classes. */
export function namedColorsOf(element: Element): NamedColors {
  const colors: NamedColors = {};
  for (const name of ['color', 'background'] as const) {
    const value = element.getAttribute(`data-${name}`);
    if (value !== null && isColor(value)) colors[name] = value;
  }
  for (const [, word = '', background] of (element.getAttribute('class') ?? '').matchAll(NOTION)) {
    const value = word === 'teal' ? 'green' : word;
    if (isColor(value)) colors[background ? 'background' : 'color'] = value;
  }
  return colors;
}

function isColor(value: string): boolean {
  return COLORS.some((color) => color === value);
}
