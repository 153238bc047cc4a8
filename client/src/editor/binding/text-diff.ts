import { type Run, runsLength } from '@weft/shared/model/content';
import type { Json } from '@weft/shared/model/content';
import { isMarkName, type Marks, sameMarks } from '@weft/shared/model/marks';
import { sliceRuns } from '@weft/shared/model/block';

/** How one text became another: offsets are those of the earlier one. */
export interface TextDiff {
  /** What was there between `from` and `to` gave way to `runs`; nothing did if both are empty. */
  readonly from: number;
  readonly to: number;
  readonly runs: readonly Run[];
  /** Marks that letters which stayed got or lost (`null`). */
  readonly formats: readonly {
    readonly from: number;
    readonly to: number;
    readonly marks: { readonly [mark: string]: Json };
  }[];
}

/**
 * Compares letters first and marks second, so that making text bold is never a deletion and an insertion.
 *
 * @param caret - offset in `after` at which typing ended: of several places where the same letter may have been
 *   put in or taken out, the one at the caret is meant
 */
export function diffText(before: readonly Run[], after: readonly Run[], caret: number): TextDiff {
  const names = new Map<string, string>();
  const [old, current] = [letters(before, names), letters(after, names)];
  const shorter = Math.min(old.length, current.length);
  // What is behind the caret was not touched, if it can be so.
  let end = 0;
  const place = splitsPair(current, caret) ? caret + 1 : caret;
  const behind = Math.min(shorter, Math.max(current.length - place, 0));
  while (end < behind && old.at(-1 - end) === current.at(-1 - end)) end += 1;
  let start = 0;
  while (start < shorter - end && old[start] === current[start]) start += 1;
  if (end === behind) {
    while (end < shorter - start && old.at(-1 - end) === current.at(-1 - end)) end += 1;
  }
  if (splitsPair(old, start) || splitsPair(current, start)) start -= 1;
  if (splitsPair(old, old.length - end) || splitsPair(current, current.length - end)) end -= 1;
  const to = old.length - end;
  const runs = sliceRuns(after, start, current.length - end);
  const shift = current.length - old.length;
  return {
    from: start,
    to,
    runs,
    formats: [
      ...compareMarks(before, after, 0, start, 0),
      ...compareMarks(before, after, to, old.length, shift),
    ],
  };
}

/** Whether two texts are the same, letters and marks. */
export function isSame({ from, to, runs, formats }: TextDiff): boolean {
  return from === to && runs.length === 0 && formats.length === 0;
}

/** Text in which different inline objects are different letters. */
function letters(runs: readonly Run[], names: Map<string, string>): string {
  return runs
    .map((run) => {
      if ('text' in run) return run.text;
      const json = JSON.stringify(run.inline);
      const name = names.get(json) ?? String.fromCharCode(0xe000 + names.size);
      names.set(json, name);
      return name;
    })
    .join('');
}

/** Whether `index` is inside a surrogate pair, half of which would be no letter. */
function splitsPair(text: string, index: number): boolean {
  const [before, after] = [text.charCodeAt(index - 1), text.charCodeAt(index)];
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}

function compareMarks(
  before: readonly Run[],
  after: readonly Run[],
  from: number,
  to: number,
  shift: number,
): TextDiff['formats'] {
  const formats: { from: number; to: number; marks: { readonly [mark: string]: Json } }[] = [];
  const [old, current] = [cursor(before), cursor(after)];
  for (let index = from; index < to;) {
    const [left, right] = [old(index), current(index + shift)];
    const end = Math.min(to, left.end, right.end - shift);
    if (end <= index) break;
    if (!left.isBreak && !sameMarks(left.marks, right.marks)) {
      formats.push({ from: index, to: end, marks: change(left.marks, right.marks) });
    }
    index = end;
  }
  return formats;
}

interface Stretch {
  readonly end: number;
  readonly marks: Marks;
  readonly isBreak: boolean;
}

/** Tells of any offset, in rising order, which run it is in. */
function cursor(runs: readonly Run[]): (index: number) => Stretch {
  let i = 0;
  let start = 0;
  return (index) => {
    for (;;) {
      const run = runs[i];
      if (!run) return { end: Infinity, marks: {}, isBreak: true };
      const end = start + runsLength([run]);
      if (index < end)
        return { end, marks: run.marks, isBreak: 'text' in run && run.text === '\n' };
      start = end;
      i += 1;
    }
  };
}

function change(before: Marks, after: Marks): { readonly [mark: string]: Json } {
  const changed: Record<string, Json> = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (isMarkName(name) && before[name] !== after[name]) changed[name] = after[name] ?? null;
  }
  return changed;
}
