import { expect, test } from 'vitest';
import { ENGLISH } from './english.ts';
import { GERMAN } from './german.ts';
import { languageOf } from './language.ts';
import { PANEL_ENGLISH } from './panel-english.ts';
import { PANEL_GERMAN } from './panel-german.ts';

type Entry = string | { readonly [form: string]: string };

test('APP-42 the chosen language is spoken, else the first that the browser would like and Weft knows', () => {
  expect(languageOf('de', ['en-GB'])).toBe('de');
  expect(languageOf(null, ['fr-CA', 'de-AT', 'en'])).toBe('de');
  expect(languageOf('xx', ['en-US', 'de'])).toBe('en');
  expect(languageOf(null, ['fr'])).toBe('en');
  expect(languageOf(null, [])).toBe('en');
});

const CATALOGUES: readonly (readonly [string, Record<string, Entry>, Record<string, Entry>])[] = [
  ['first', ENGLISH, GERMAN],
  ['panels', PANEL_ENGLISH, PANEL_GERMAN],
];

/** All that an entry says, whatever the count. */
const formsOf = (entry: Entry): string[] =>
  typeof entry === 'string' ? [entry] : Object.values(entry);
const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{[a-z]+\}/g)].map(String).toSorted();

test.each(CATALOGUES)(
  'APP-43 each word of the %s catalogue is translated, with all that is filled in',
  (_, english, german) => {
    expect(Object.keys(german).toSorted()).toEqual(Object.keys(english).toSorted());
    const { pluralCategories } = new Intl.PluralRules('de').resolvedOptions();
    for (const [key, entry] of Object.entries(english)) {
      const translated = german[key]!;
      if (typeof entry !== 'string')
        expect([key, ...Object.keys(translated).toSorted()]).toEqual([
          key,
          ...pluralCategories.toSorted(),
        ]);
      const wanted = placeholders(formsOf(entry).at(-1)!);
      for (const form of formsOf(translated)) {
        expect([key, form.trim()]).not.toEqual([key, '']);
        // One of a thing need not say its number.
        const told = placeholders(form);
        expect([key, ...told.filter((one) => !wanted.includes(one))]).toEqual([key]);
      }
      expect([key, ...placeholders(formsOf(translated).at(-1)!)]).toEqual([key, ...wanted]);
    }
  },
);
