import { isPlainLanguage, languageOf } from '../editor/code/languages.ts';
import { message } from '../words/messages.ts';

/** What a block of code says its language is. */
export function languageLabel(name: string): string {
  const language = languageOf(name);
  if (language) return language.label;
  // A name without a grammar is still what somebody wrote.
  return isPlainLanguage(name) ? message('code.plain') : name;
}
