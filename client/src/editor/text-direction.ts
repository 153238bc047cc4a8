export type TextDirection = 'ltr' | 'rtl';

/** Letters, and the signs that say a direction without being seen. */
const STRONG = /[\p{L}\u200E\u200F\u061C]/u;
const RIGHT_TO_LEFT =
  /[\u0590-\u08FF\u200F\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** The direction of a text, which is that of its first letter; `undefined` where it has none. */
export function textDirection(text: string): TextDirection | undefined {
  const [letter] = STRONG.exec(text) ?? [];
  if (letter === undefined) return undefined;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
