import type { Mark } from './formatting.ts';

/** Lexical's names of the marks. */
export const TEXT_FORMATS = {
  bold: 'bold',
  italic: 'italic',
  underline: 'underline',
  strike: 'strikethrough',
  code: 'code',
} as const satisfies Record<Mark, string>;
