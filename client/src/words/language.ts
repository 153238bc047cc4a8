/** The languages that the app speaks, as BCP 47 tags; the first where no other is wanted. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where this device keeps the one that a person chose. */
export const LANGUAGE_KEY = 'weft.language';

/** @returns the language of `text`, if the app speaks it: `de` for `de-AT` */
function parseLanguage(text: string | null): Language | undefined {
  return LANGUAGES.find((one) => one === text?.split('-')[0]?.toLowerCase());
}

/**
 * The chosen language, else the first of those that the browser would like.
 *
 * @param preferred the best first, as in `navigator.languages`
 */
export function languageOf(chosen: string | null, preferred: readonly string[]): Language {
  const liked = preferred.map(parseLanguage).find((one) => one !== undefined);
  return parseLanguage(chosen) ?? liked ?? 'en';
}

/** That of this browser. */
export function ownLanguage(): Language {
  // Neither is there where tests run.
  const here = globalThis as Partial<typeof globalThis>;
  let chosen: string | null = null;
  try {
    chosen = here.localStorage?.getItem(LANGUAGE_KEY) ?? null;
  } catch {
    // A frame without an origin, and a browser that keeps nothing, refuse to be asked.
  }
  return languageOf(chosen, here.navigator?.languages ?? []);
}
