import { classesOf } from './classes.ts';

/** Elements around what KaTeX, MathJax and Wikipedia draw, which hold what was written somewhere in them. */
const DRAWN = [
  'katex-display',
  'katex',
  'MathJax',
  'mwe-math-element',
  'notion-text-equation-token',
];

/** An equation and whether it stands in a line of its own. */
export interface Equation {
  readonly text: string;
  readonly isBlock: boolean;
}

/** The equation that `element` draws, as TeX; `undefined` if it draws none or does not say which. */
export function readEquation(element: Element): Equation | undefined {
  const name = element.localName;
  const classes = classesOf(element);
  if (name === 'code' && classes.includes('equation')) {
    return { text: element.textContent ?? '', isBlock: false };
  }
  const isDrawn =
    name === 'math' || name === 'mjx-container' || DRAWN.some((drawn) => classes.includes(drawn));
  if (!isDrawn) return undefined;
  const math = name === 'math' ? element : element.querySelector('math');
  const written =
    element.querySelector('annotation[encoding="application/x-tex"]')?.textContent ??
    math?.getAttribute('alttext');
  const text = (written ?? '')
    .trim()
    .replace(/^\{\\displaystyle\s+([\s\S]*)\}$/, '$1')
    .trim();
  if (text === '') return undefined;
  const isBlock =
    math?.getAttribute('display') === 'block' ||
    element.getAttribute('display') === 'true' ||
    classes.includes('katex-display');
  return { text, isBlock };
}
