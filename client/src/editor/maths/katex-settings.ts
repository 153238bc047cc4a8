import type { KatexOptions } from 'katex';

/**
 * How TeX is read. Nothing in it may lead anywhere, load anything or name itself to the style sheet: that would take trust
 * in whoever wrote it. Sizes are in em, so that nothing covers the page.
 */
export const KATEX_SETTINGS: KatexOptions = {
  output: 'htmlAndMathml',
  trust: false,
  strict: 'ignore',
  maxExpand: 1000,
  maxSize: 20,
  throwOnError: true,
  errorColor: 'var(--color-red)',
};
