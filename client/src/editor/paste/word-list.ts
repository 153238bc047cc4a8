import type { Draft } from './draft.ts';
import { type InlineStyle, styleOf } from './inline-style.ts';
import { STYLE } from './quiet-html.ts';

/** What Word says of a paragraph that is an item: how deep it is, and what stands before it. */
export interface WordItem {
  readonly level: number;
  readonly type: 'bulleted' | 'numbered';
  readonly props: NonNullable<Draft['props']>;
}

const LEVEL = /\blevel(\d{1,2})\b/i;

/** `1.`, `(a)`, `iv)`, and `1.2.3.`, of which the last part counts. */
const NUMBERED = /^[([]?(?:\d+\.)*(?:(\d{1,9})|([a-z]{1,7}))(?:[.)\]:]|$)/i;

const ROMAN: { readonly [letter: string]: number } = {
  i: 1,
  v: 5,
  x: 10,
  l: 50,
  c: 100,
  d: 500,
  m: 1000,
};

/** The item that a paragraph of Word with the style `style` is, if it is one. */
export function wordItemOf(element: Element, style: InlineStyle): WordItem | undefined {
  const list = style.get('mso-list');
  const level = list === undefined ? undefined : LEVEL.exec(list)?.[1];
  if (level === undefined) return undefined;
  const marker = markerIn(element);
  const depth = Math.max(1, Number(level));
  const props = numberingOf(marker, depth);
  const type = props ? 'numbered' : 'bulleted';
  return { level: depth, type, props: props ?? {} };
}

/** Whether an element with that style is the sign that Word draws before an item, and no letters of it. */
export function isWordMarker(style: InlineStyle): boolean {
  return /\bignore\b/i.test(style.get('mso-list') ?? '');
}

function markerIn(element: Element): string {
  for (const span of element.querySelectorAll(`[${STYLE}*="mso-list" i]`)) {
    if (isWordMarker(styleOf(span))) return (span.textContent ?? '').replace(/[\s\u00a0]+/g, '');
  }
  return '';
}

/** How a list that begins with `marker` is numbered; `undefined` if by no numbers. */
function numberingOf(marker: string, level: number): WordItem['props'] | undefined {
  const [, digits, letters] = NUMBERED.exec(marker) ?? [];
  // Only a list in no other one is numbered in numbers by itself.
  if (digits !== undefined) return startingAt(Number(digits), level === 1 ? undefined : 'numbers');
  // Word draws hollow circles as a letter that no sign follows.
  if (letters === undefined || /^[a-z]+$/i.test(marker)) return undefined;
  const word = letters.toLowerCase();
  const roman = romanOf(word);
  if (roman > 0 && (word.length > 1 || word === 'i')) return startingAt(roman, 'roman');
  return word.length > 2 ? undefined : startingAt(ordinalOf(word), 'letters');
}

function startingAt(start: number, style: string | undefined): WordItem['props'] {
  return { ...(start !== 1 && { start }), ...(style !== undefined && { style }) };
}

/** 0 if `word` is no roman number. */
function romanOf(word: string): number {
  if (!/^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/.test(word)) return 0;
  const values = Array.from(word, (letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
}

/** a is 1, z is 26, aa is 27. */
function ordinalOf(word: string): number {
  return Array.from(word).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0);
}
