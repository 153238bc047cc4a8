import { ENGLISH } from './english.ts';
import { ownLanguage } from './language.ts';

export type PluralForms = { readonly other: string } & {
  readonly [C in Intl.LDMLPluralRule]?: string;
};
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

/** The language the app speaks from its start on, as a BCP 47 tag. */
export const LANGUAGE = ownLanguage();
const RIGHT_TO_LEFT = /^(?:ar|fa|he|ur)\b/;

const plurals = new Intl.PluralRules(LANGUAGE);
const numbers = new Intl.NumberFormat(LANGUAGE);

export type Speaker<Words> = <Key extends keyof Words>(
  key: Key,
  ...values: Rest<Words[Key]>
) => string;

/** Says the words of `english` in the reader's language. Which parameters a message takes follows from its text. */
export function speaker<Words extends Catalogue>(
  english: Words,
  part: 'first' | 'panels',
): Speaker<Words> {
  return (key, ...[values]) => {
    // What is filled in is the same in all of them, which a test sees to.
    const catalogue = (translated?.[part] ?? english) as Words;
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

/** Catalogues in another language than English, once they have come. */
let translated: { readonly first: object; readonly panels: object } | undefined;

/**
 * Has the language of this browser spoken from now on: before anything is said. English stays where another one cannot
 * be loaded, because its words are here already.
 */
export async function loadLanguage(): Promise<void> {
  if (LANGUAGE === 'en') return;
  try {
    const [{ GERMAN }, { PANEL_GERMAN }] = await Promise.all([
      import('./german.ts'),
      import('./panel-german.ts'),
    ]);
    translated = { first: GERMAN, panels: { ...GERMAN, ...PANEL_GERMAN } };
  } catch {
    // Said in English, then.
  }
}

/** The words for `key` in the reader's language. */
export const message = speaker(ENGLISH, 'first');

/** Several names in one sentence, in the language's own way: `a, b, and c`. */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(LANGUAGE, { type: 'conjunction' }).format(names);
}

/** Tells the browser, and so screen readers and hyphenation, which language the page is in. */
export function applyLanguage(root: HTMLElement): void {
  root.lang = LANGUAGE;
  root.dir = RIGHT_TO_LEFT.test(LANGUAGE) ? 'rtl' : 'ltr';
}
