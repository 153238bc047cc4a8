/** Something that can be looked for by its name, or by other words for it. */
export interface Searchable {
  readonly label: string;
  /** Separated by spaces. */
  readonly words: string;
}

/** Those that `query` finds, the best first; all of them, in their order, for none. */
export function search<Entry extends Searchable>(
  entries: readonly Entry[],
  query: string,
): readonly Entry[] {
  const wanted = folded(query);
  if (wanted === '') return entries;
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) || hasAllWords(entry, query) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ entry }) => entry);
}

/** Without case, accents and spaces: "to do" and "todo" find the same. Signs alone, such as "---", stay. */
function folded(text: string): string {
  const letters = text.normalize('NFKD').replaceAll(/[\p{M}\s-]/gu, '');
  return (letters || text.trim()).toLocaleLowerCase();
}

function rankOf({ label, words }: Searchable, wanted: string): number {
  const name = folded(label);
  if (name === wanted) return 6;
  if (name.startsWith(wanted)) return 5;
  const others = words.split(' ').map(folded);
  if (others.includes(wanted)) return 4;
  if (label.split(/\s+/).some((word) => folded(word).startsWith(wanted))) return 3;
  if (others.some((word) => word.startsWith(wanted))) return 2;
  return name.includes(wanted) || folded(words + label).includes(wanted) ? 1 : 0;
}

/** Several words find what has them all, in whichever order: 1 then, and 0 otherwise. */
function hasAllWords({ label, words }: Searchable, query: string): number {
  const own = `${label} ${words}`.split(/\s+/).map(folded);
  const wanted = query.trim().split(/\s+/).map(folded);
  return wanted.every((word) => own.some((other) => other.startsWith(word))) ? 1 : 0;
}
