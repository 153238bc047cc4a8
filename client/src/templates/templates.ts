import { ENGLISH_TEMPLATES } from './english-templates.ts';
import { GERMAN_TEMPLATES } from './german-templates.ts';
import type { Templates } from './page-template.ts';

/** @param language a BCP 47 tag; English where there are none in it */
export function templatesIn(language: string): Templates {
  return language === 'de' ? GERMAN_TEMPLATES : ENGLISH_TEMPLATES;
}
