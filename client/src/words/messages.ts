import { ENGLISH } from './english.ts';

type PluralForms = { readonly other: string } & { readonly [C in Intl.LDMLPluralRule]?: string };
type Catalogue = Readonly<Record<string, string | PluralForms>>;

/** The names between braces in a message: `'{a} and {b}'` gives `'a' | 'b'`. */
type Placeholder<Text> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;
type Text<Entry> = Entry extends PluralForms ? Entry['other'] : Entry;
type Parameters<Entry> = {
  readonly [Name in Placeholder<Text<Entry>>]: Name extends 'count' ? number : string;
};
/** A message without placeholders takes no second argument. */
type Rest<Entry> = Placeholder<Text<Entry>> extends never ? [] : [Parameters<Entry>];

/** Messages of a catalogue that have no placeholders: what can be named in a table. */
export type PlainKeyOf<Words> = {
  [Key in keyof Words]: Rest<Words[Key]> extends [] ? Key : never;
}[keyof Words];
export type PlainKey = PlainKeyOf<typeof ENGLISH>;

/** The language the app speaks, as a BCP 47 tag. */
export const LANGUAGE = 'en';
const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/;

const plurals = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);

export type Speaker<Words> = <Key extends keyof Words>(
  key: Key,
  ...values: Rest<Words[Key]>
) => string;

/** Says the words of `catalogue` in the reader's language. Which parameters a message takes follows from its text. */
export function speaker<Words extends Catalogue>(catalogue: Words): Speaker<Words> {
  return (key, ...[values]) => {
    const entry: string | PluralForms = catalogue[key]!;
    const given: Readonly<Record<string, string | number>> = values ?? {};
    const text =
      typeof entry === 'string'
        ? entry
        : (entry[plurals.select(Number(given['count']))] ?? entry.other);
    return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
      const value = given[name];
      return value === undefined
        ? whole
        : typeof value === 'number'
          ? numbers.format(value)
          : value;
    });
  };
}

/** The words for `key` in the reader's language. */
export const message = speaker(ENGLISH);

/** Several names in one sentence, in the language's own way: `a, b, and c`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(names);
}

/** Tells the browser, and so screen readers and hyphenation, which language the page is in. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = LANGUAGE;
  root.dir = RIGHT_TO_LEFT.test(LANGUAGE) ? 'rtl' : 'ltr';
}
