import { COLORS } from '@weft/shared/model/colors';
import type { Marks } from '@weft/shared/model/marks';
import { $createTextNode, TEXT_TYPE_TO_FORMAT, type TextFormatType, type TextNode } from 'lexical';

/** Marks that Lexical keeps as bits of a text node. */
const FORMATS = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
  code: 'code',
} as const satisfies Record<string, TextFormatType>;

/** Marks that it keeps as CSS: names of custom properties, which the theme gives their colours. */
const STYLES = { color: 'color', background: 'background-color' } as const;

/** The bits of a text node with `marks`. */
export function formatOf(marks: Marks): number {
  let format = 0;
  for (const [mark, type] of Object.entries(FORMATS)) {
    if (marks[mark] === true) format |= TEXT_TYPE_TO_FORMAT[type] ?? 0;
  }
  return format;
}

/** The CSS of a text node with `marks`. */
export function styleOf(marks: Marks): string {
  return Object.entries(STYLES)
    .flatMap(([mark, property]) => {
      const color = marks[mark];
      return typeof color === 'string' ? [`${property}: var(--${mark}-${color});`] : [];
    })
    .join(' ');
}

/** The marks of a text node, but for its link, which is the node around it. */
export function marksOf(node: TextNode): Marks {
  return { ...formatMarks(node.getFormat()), ...styleMarks(node.getStyle()) };
}

/** The marks that bits of a text node stand for. */
function formatMarks(format: number): Marks {
  const marks: Record<string, true> = {};
  for (const [mark, type] of Object.entries(FORMATS)) {
    if (format & (TEXT_TYPE_TO_FORMAT[type] ?? 0)) marks[mark] = true;
  }
  return marks;
}

function styleMarks(style: string): Marks {
  if (style === '') return {};
  const marks: Record<string, string> = {};
  for (const mark of Object.keys(STYLES)) {
    const color = COLORS.find((name) => style.includes(`var(--${mark}-${name})`));
    if (color) marks[mark] = color;
  }
  return marks;
}

/** A text node with `marks`. */
export function $createMarkedText(text: string, marks: Marks): TextNode {
  return $createTextNode(text).setFormat(formatOf(marks)).setStyle(styleOf(marks));
}
