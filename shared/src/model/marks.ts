import { COLORS } from './colors.ts';
import { type Json, sameJson } from './json.ts';

export { sameJson } from './json.ts';

/** Marks of a run by name. A name that is not there is a mark that is not set. */
export interface Marks {
  readonly [name: string]: Json;
}

/** One kind of mark. */
interface Mark {
  /** Whether text typed at the mark's end gets it as well, as people expect of bold and not of a link. */
  readonly expands: boolean;
  /** Whether `value` is one this mark can have; others are shown as if the mark were absent, and kept. */
  accepts(value: unknown): boolean;
}

const on = (value: unknown): boolean => value === true;
const isColor = (value: unknown): boolean => COLORS.some((color) => color === value);

/**
 * The marks of this version, each of which is one attribute of the `Y.Text`. Names with the prefix
 * `suggestion-` are reserved for suggested edits and are not to be used for anything else.
 */
export const MARKS = {
  bold: { expands: true, accepts: on },
  italic: { expands: true, accepts: on },
  underline: { expands: true, accepts: on },
  strike: { expands: true, accepts: on },
  code: { expands: false, accepts: on },
  link: { expands: false, accepts: (value) => typeof value === 'string' && value !== '' },
  color: { expands: true, accepts: isColor },
  background: { expands: true, accepts: isColor },
} as const satisfies Record<string, Mark>;

export type MarkName = keyof typeof MARKS;

export const NO_MARKS: Marks = Object.freeze({});

/** Whether this version knows the mark `name`, whatever its value. */
export function isMarkName(name: string): name is MarkName {
  return Object.hasOwn(MARKS, name);
}

/** The marks that this version can show: known ones with a value they may have. */
export function knownMarks(marks: Marks): Marks {
  const entries = Object.entries(marks);
  const known = entries.filter(([name, value]) => isMarkName(name) && MARKS[name].accepts(value));
  return known.length === entries.length ? marks : Object.fromEntries(known);
}

/** The marks that text typed right after `marks` gets. */
export function expandingMarks(marks: Marks): Marks {
  return Object.fromEntries(
    Object.entries(marks).filter(([name]) => isMarkName(name) && MARKS[name].expands),
  );
}

/** Whether two runs look the same. */
export function sameMarks(a: Marks, b: Marks): boolean {
  if (a === b) return true;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && sameJson(a[name], b[name]))
  );
}
