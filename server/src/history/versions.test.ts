import { expect, test } from 'vitest';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';
import { ALTERNATION_MS, groupVersions, PAUSE_MS, SPAN_MS } from './versions.ts';

const MINUTE = 60_000;

/** Versions of rows that `who` wrote at `minutes`, as their last offsets and numbers of authors. */
function grouped(rows: readonly (readonly [who: number, minutes: number])[], named: number[] = []) {
  const grouping = groupVersions(new Set(named));
  for (const [i, [who, minutes]] of rows.entries()) {
    const [session, time] = [sessionIdOf(who), minutes * MINUTE];
    grouping.add([{ offset: i + 1, session, principal: LOCAL_PRINCIPAL, time }]);
  }
  return grouping.versions.map(({ offset, rows: count, sessions }) => [
    offset,
    count,
    sessions.size,
  ]);
}

test('HISTORY-1 what one person writes without a long pause is one version', () => {
  const pause = PAUSE_MS / MINUTE;
  expect(
    grouped([
      [1, 0],
      [1, 1],
      [1, pause],
      [1, 2 * pause + 1],
    ]),
  ).toEqual([
    [3, 3, 1],
    [4, 1, 1],
  ]);
});

test('HISTORY-1 who comes later begins a version; who writes at the same time does not', () => {
  const soon = ALTERNATION_MS / MINUTE / 2;
  expect(
    grouped([
      [1, 0],
      [2, soon],
      [1, 2 * soon],
      [2, 5],
    ]),
  ).toEqual([[4, 4, 2]]);
  expect(
    grouped([
      [1, 0],
      [2, 3],
      [2, 4],
      [1, 8],
    ]),
  ).toEqual([
    [1, 1, 1],
    [3, 2, 1],
    [4, 1, 1],
  ]);
});

test('HISTORY-1 nothing goes on for longer than an hour, and a name ends a version', () => {
  const rows = Array.from({ length: 130 }, (_, minute) => [1, minute] as const);
  const hour = SPAN_MS / MINUTE;
  expect(grouped(rows).map(([offset]) => offset)).toEqual([hour, 2 * hour, 130]);
  expect(
    grouped(
      [
        [1, 0],
        [1, 1],
        [1, 2],
      ],
      [2],
    ),
  ).toEqual([
    [2, 2, 1],
    [3, 1, 1],
  ]);
});

test('HISTORY-1 a clock that is set back breaks nothing', () => {
  expect(
    grouped([
      [1, 50],
      [1, 20],
      [1, 21],
    ]),
  ).toEqual([[3, 3, 1]]);
});

test('HISTORY-1 no row at all is no version', () => {
  expect(grouped([])).toEqual([]);
});
