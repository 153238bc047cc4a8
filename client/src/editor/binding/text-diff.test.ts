import { sliceRuns } from '@weft/shared/model/block';
import { type Json, type Run, runsLength, runsText } from '@weft/shared/model/content';
import type { Marks } from '@weft/shared/model/marks';
import { seededRandom } from '@weft/shared/testing/random';
import { describe, expect, test } from 'vitest';
import { tidyRuns } from './line.ts';
import { diffText, isSame, type TextDiff } from './text-diff.ts';

/** Whether no pair of surrogates is cut. */
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

const plain = (text: string): Run[] => (text === '' ? [] : [{ text, marks: {} }]);
const bold = (text: string): Run => ({ text, marks: { bold: true } });

/** A text after what a difference says was done to it. */
function apply(before: readonly Run[], { from, to, runs, formats }: TextDiff): Run[] {
  const cuts = new Set([0, from, to, runsLength(before)]);
  for (const format of formats) cuts.add(format.from).add(format.to);
  const edges = [...cuts].toSorted((a, b) => a - b);
  const pieces = edges.slice(0, -1).flatMap((start, i): Run[] => {
    const marks =
      formats.findLast((format) => format.from <= start && start < format.to)?.marks ?? {};
    const inserted = start === from ? runs : [];
    if (start >= from && start < to) return [...inserted];
    const stays = sliceRuns(before, start, edges[i + 1]);
    return [...inserted, ...stays.map((run) => ({ ...run, marks: withMarks(run.marks, marks) }))];
  });
  return tidyRuns(from === runsLength(before) ? [...pieces, ...runs] : pieces);
}

function withMarks(marks: Marks, changes: { readonly [mark: string]: Json }): Marks {
  const entries = Object.entries({ ...marks, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries);
}

describe('what was typed', () => {
  const cases: [string, string, string, number, [number, number, string]][] = [
    ['one letter', 'ab', 'axb', 2, [1, 1, 'x']],
    ['a letter among its likes, where the caret is', 'aaaa', 'aaaaa', 2, [1, 1, 'a']],
    ['the same at the end', 'aaaa', 'aaaaa', 5, [4, 4, 'a']],
    ['the same at the start', 'aaaa', 'aaaaa', 1, [0, 0, 'a']],
    ['a word like the one before it', 'ha ', 'ha ha ', 6, [3, 3, 'ha ']],
    ['one of its likes taken out', 'aaaa', 'aaa', 2, [2, 3, '']],
    ['the last of its likes taken out', 'aaaa', 'aaa', 3, [3, 4, '']],
    ['a word in the place of another', 'one two', 'one ten', 7, [5, 7, 'en']],
    ['all of it', 'one', '', 0, [0, 3, '']],
    ['nothing', 'one', 'one', 1, [1, 1, '']],
    ['a correction behind the caret', 'teh cat', 'the cat', 7, [1, 3, 'he']],
  ];
  test.each(cases)('EDIT-18 %s', (_, before, after, caret, [from, to, text]) => {
    const diff = diffText(plain(before), plain(after), caret);
    expect([diff.from, diff.to, runsText(diff.runs)]).toEqual([from, to, text]);
    expect(diff.formats).toEqual([]);
    expect(apply(plain(before), diff)).toEqual(plain(after));
  });
});

describe('marks', () => {
  test('EDIT-18 are formats of letters that stay, never a deletion', () => {
    const before = plain('one two three');
    const after = [...plain('one '), bold('two'), ...plain(' three')];
    expect(diffText(before, after, 7)).toEqual({
      from: 7,
      to: 7,
      runs: [],
      formats: [{ from: 4, to: 7, marks: { bold: true } }],
    });
  });

  test('EDIT-18 are told only where they differ, on both sides of what was typed', () => {
    const before = [bold('one'), ...plain(' two')];
    const after = [...plain('one'), ...plain('!'), ...plain(' '), bold('two')];
    expect(diffText(before, tidyRuns(after), 4)).toEqual({
      from: 3,
      to: 3,
      runs: plain('!'),
      formats: [
        { from: 0, to: 3, marks: { bold: null } },
        { from: 4, to: 7, marks: { bold: true } },
      ],
    });
  });

  test('EDIT-18 of line breaks are none of anybody’s', () => {
    const [before, after] = [plain('a\nb'), [bold('a'), ...plain('\n'), bold('b')]];
    const { formats } = diffText(before, after, 3);
    expect(formats.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('EDIT-18 one inline object in the place of another is a change', () => {
    const [one, other] = [
      { kind: 'mention', label: 'Ada' },
      { kind: 'mention', label: 'Bob' },
    ];
    const diff = diffText([{ inline: one, marks: {} }], [{ inline: other, marks: {} }], 1);
    expect([diff.from, diff.to, diff.runs]).toEqual([0, 1, [{ inline: other, marks: {} }]]);
  });
});

describe('surrogate pairs', () => {
  const cases: [string, string, string, number][] = [
    ['one face for another', '🙂', '🙃', 2],
    ['a face among others', '🙂🙂', '🙂🙃🙂', 4],
    ['one flag for another', '🇩🇪', '🇩🇰', 4],
    ['a family that loses a child', '👨‍👩‍👧‍👦', '👨‍👩‍👧', 8],
    ['a face whose skin changes', '👍🏻', '👍🏿', 4],
    ['one face taken out of two', '🙂🙃', '🙃', 0],
    ['a face before one that begins alike', '🙃', '🙂🙃', 2],
    ['letters of a plane beyond the first', '𝒜𝒷', '𝒜𝒸', 4],
  ];
  test.each(cases)('EDIT-7 are never cut: %s', (_, before, after, caret) => {
    for (const at of [caret, 0, after.length]) {
      const diff = diffText(plain(before), plain(after), at);
      for (const part of [before.slice(0, diff.from), before.slice(diff.to), runsText(diff.runs)]) {
        expect([part, isWellFormed(part)]).toEqual([part, true]);
      }
      expect(apply(plain(before), diff)).toEqual(plain(after));
    }
  });
});

const LETTERS = ['a', 'a', 'a', 'b', '🙂', '🙃', '\n', ' '];
const MARKS: readonly Marks[] = [
  {},
  {},
  { bold: true },
  { italic: true },
  { bold: true, color: 'red' },
];

test('EDIT-7 EDIT-18 what a difference says, done to the first text, gives the second, and cuts no pair', () => {
  const random = seededRandom(18);
  const some = (): Run[] =>
    tidyRuns(
      Array.from({ length: random.below(9) }, (): Run => {
        if (random.chance(0.1))
          return { inline: { kind: 'mention', label: random.pick(LETTERS) }, marks: {} };
        return { text: random.pick(LETTERS), marks: random.pick(MARKS) };
      }),
    );
  for (let round = 0; round < 3000; round++) {
    const [before, middle] = [some(), some()];
    // Half of them are edits of the first one, as typing is.
    const from = random.below(runsLength(before) + 1);
    const to = from + random.below(runsLength(before) + 1 - from);
    const edited = [...sliceRuns(before, 0, from), ...middle, ...sliceRuns(before, to)];
    const after = random.chance(0.5) ? middle : tidyRuns(edited);
    if (![...before, ...after].every((run) => !('text' in run) || isWellFormed(run.text))) continue;
    const diff = diffText(before, after, random.below(runsLength(after) + 1));
    const parts = [
      runsText(before).slice(0, diff.from),
      runsText(before).slice(diff.to),
      runsText(diff.runs),
    ];
    // The round and both texts stand beside the answer, so that a failure tells what it is of.
    const told = { round, before, after, diff };
    expect({ ...told, gives: apply(before, diff) }).toEqual({ ...told, gives: after });
    const same = JSON.stringify(before) === JSON.stringify(after);
    expect({ ...told, same: isSame(diff) }).toEqual({ ...told, same });
    expect({ ...told, cut: parts.filter((part) => !isWellFormed(part)) }).toEqual({
      ...told,
      cut: [],
    });
  }
});
