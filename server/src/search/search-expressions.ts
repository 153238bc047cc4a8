/** Fewer letters than these are in the trigrams of nothing. */
const TRIGRAM = 3;

/** The FTS5 expression for words of which the last may be unfinished; words are quoted, so that none is an operator. */
export function wordsExpression(terms: readonly string[], isInTitles: boolean): string {
  const quoted = terms.map((term, i) => (i === terms.length - 1 ? `"${term}"*` : `"${term}"`));
  const all = quoted.join(' AND ');
  return isInTitles ? `title : (${all})` : all;
}

/** The FTS5 expression for parts of words; `undefined` where they are too short to be looked for. */
export function partsExpression(terms: readonly string[], isInTitles: boolean): string | undefined {
  if (terms.length === 0 || terms.some((term) => term.length < TRIGRAM)) return undefined;
  const all = terms.map((term) => `"${term}"`).join(' AND ');
  return isInTitles ? `title : (${all})` : all;
}
