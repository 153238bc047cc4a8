/** Longer TeX is not typeset. */
export const LONGEST_TEX = 10_000;

/** Letters, and nesting, of TeX that is surely typeset at once. */
const SHORT = 1_500;
const SHALLOW = 8;

const DEFINING =
  /\\(?:[gex]?def|let|futurelet|(?:re)?newcommand|providecommand|global|long)(?![a-zA-Z])/;
const NESTING = /\\(?:left|begin|right|end)(?![a-zA-Z])|\\.|[{}]/gs;

/**
 * Whether `tex` is so short, so little nested and so free of macros that typesetting it takes no time to speak of. A few
 * lines that do not look like this can keep a machine busy for hours.
 */
export function isHarmless(tex: string): boolean {
  return tex.length <= SHORT && !DEFINING.test(tex) && nestingOf(tex) <= SHALLOW;
}

function nestingOf(tex: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [sign] of tex.matchAll(NESTING)) {
    if (sign === '{' || sign === '\\left' || sign === '\\begin') depth += 1;
    else if (sign === '}' || sign === '\\right' || sign === '\\end') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
