/** More words than anybody types are not looked for. */
const MAX_TERMS = 16;

/** The words of what somebody typed, folded as the index folds them, each once. */
export function termsOf(typed: string): string[] {
  const words = fold(typed).match(/[\p{L}\p{N}\p{Co}]+/gu) ?? [];
  return [...new Set(words)].slice(0, MAX_TERMS);
}

/** Small letters without accents, as SQLite's `unicode61 remove_diacritics 2` has them. */
export function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
