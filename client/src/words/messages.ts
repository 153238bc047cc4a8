import { ENGLISH } from './english.ts';

type Catalogue = typeof ENGLISH;
export type MessageKey = keyof Catalogue;

type PluralForms = { readonly other: string } & { readonly [C in Intl.LDMLPluralRule]?: string };

/** The names between braces in a message: `'{a} and {b}'` gives `'a' | 'b'`. */
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Text<Entry> = Entry extends PluralForms ? Entry['other'] : Entry;
type Parameters<Key extends MessageKey> = {
  readonly [Name in Placeholder<Text<Catalogue[Key]>>]: Name extends 'count' ? number : string;
};
/** A message without placeholders takes no second argument. */
type Rest<Key extends MessageKey> =
  Placeholder<Text<Catalogue[Key]>> extends never ? [] : [Parameters<Key>];

/** Messages without placeholders: what can be named in a table. */
export type PlainKey = { [Key in MessageKey]: Rest<Key> extends [] ? Key : never }[MessageKey];

/** The language the app speaks, as a BCP 47 tag. */
export const LANGUAGE = 'en';
const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/;

const plurals = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);

/** The words for `key` in the reader's language. Which parameters it takes follows from its text. */
export function message<Key extends MessageKey>(key: Key, ...[values]: Rest<Key>): string {
  const entry: string | PluralForms = ENGLISH[key];
  const given: Readonly<Record<string, string | number>> = values ?? {};
  const text =
    typeof entry === 'string'
      ? entry
      : (entry[plurals.select(Number(given['count']))] ?? entry.other);
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = given[name];
    return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
  });
}

/** Several names in one sentence, in the language's own way: `a, b, and c`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(names);
}

/** Tells the browser, and so screen readers and hyphenation, which language the page is in. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = LANGUAGE;
  root.dir = RIGHT_TO_LEFT.test(LANGUAGE) ? 'rtl' : 'ltr';
}
