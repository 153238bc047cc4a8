import { type Json, sameJson } from './json.ts';
import { type Marks, sameMarks } from './marks.ts';

export type { Json } from './json.ts';

/**
 * Something in a line that is not letters and counts as one of them: a mention, an equation. `kind` says which;
 * kinds that this version does not know are kept and shown as a mark in the text.
 */
export interface Inline {
  readonly kind: string;
  readonly [field: string]: Json;
}

/** What became of a part of a page between two versions of it, and the number of whoever did it. Pages themselves hold none. */
export interface Change {
  /** `written` is what is the same in both, where it is told who wrote it. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved' | 'written';
  readonly author: number;
}

/** Letters that share their marks. A line break inside a block is `\n`. */
export interface TextRun {
  readonly text: string;
  readonly marks: Marks;
  readonly change?: Change;
}

/** One inline object and the marks around it. */
export interface InlineRun {
  readonly inline: Inline;
  readonly marks: Marks;
  readonly change?: Change;
}

export type Run = TextRun | InlineRun;

/**
 * A block and what is in it as plain values, without ids: what can be inserted, copied, and written as Markdown
 * or HTML. Fields that a type does not use are left out: `runs` is the text of types that have one, `children`
 * are nested blocks (of `columns`: its `column` blocks), `table` belongs to `table` alone.
 */
export interface BlockContent {
  readonly type: string;
  /** Only what differs from the type's defaults. */
  readonly props?: { readonly [prop: string]: Json };
  readonly runs?: readonly Run[];
  readonly children?: readonly BlockContent[];
  readonly table?: TableContent;
  readonly change?: Change;
}

/** A table: every row has as many cells as there are columns, and a cell holds blocks. */
export interface TableContent {
  readonly columns: readonly { readonly props?: { readonly [prop: string]: Json } }[];
  readonly rows: readonly {
    readonly props?: { readonly [prop: string]: Json };
    readonly cells: readonly (readonly BlockContent[])[];
  }[];
}

/** UTF-16 units of a run; an inline object counts as one, as it does in Yjs. */
export function runLength(run: Run): number {
  return 'text' in run ? run.text.length : 1;
}

/** UTF-16 units of all runs together. */
export function runsLength(runs: readonly Run[]): number {
  let length = 0;
  for (const run of runs) length += runLength(run);
  return length;
}

/** The letters of `runs` alone; inline objects leave `\ufffc`, Unicode's sign for an object, so that offsets stay. */
export function runsText(runs: readonly Run[]): string {
  let text = '';
  for (const run of runs) text += 'text' in run ? run.text : '\ufffc';
  return text;
}

/** Whether two texts read and look the same. Runs that could be one run must be one. */
export function sameRuns(a: readonly Run[], b: readonly Run[]): boolean {
  return a.length === b.length && a.every((run, i) => sameRun(run, b[i]));
}

function sameRun(a: Run, b: Run | undefined): boolean {
  if (!b || !sameMarks(a.marks, b.marks)) return false;
  if ('text' in a) return 'text' in b && a.text === b.text;
  return 'inline' in b && sameJson(a.inline, b.inline);
}
