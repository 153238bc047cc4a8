import type { PluralForms } from './messages.ts';

/** A catalogue in another language: every key of `Words`, with plural forms wherever the original has them. */
export type Translation<Words> = {
  readonly [Key in keyof Words]: Words[Key] extends string ? string : PluralForms;
};
