import type { Inline } from './content.ts';

/** Fields that say something, the one that says most first. */
const FIELDS = ['text', 'label', 'name', 'alt', 'date'] as const;

/** What an object in a line can say in letters; nothing where it says none. */
export function objectText(inline: Inline): string {
  for (const field of FIELDS) {
    const value = inline[field];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}
