import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { appendRange, coversIds, type IdRanges, isIdRanges } from './id-ranges.ts';

/** Ids one by one, to compare with. */
function listOf(ranges: IdRanges): string[] {
  const found: string[] = [];
  for (let i = 0; i < ranges.length; i += 3) {
    const [client, clock = 0, count = 0] = ranges.slice(i, i + 3);
    for (let k = 0; k < count; k++) found.push(`${client}:${clock + k}`);
  }
  return found;
}

const someRanges = fc
  .array(fc.tuple(fc.nat(2), fc.nat(30), fc.nat(8)), { maxLength: 12 })
  .map((threes) => threes.flat());

test('BLOCK-11 ids are covered exactly if each of them is in a range', () => {
  fc.assert(
    fc.property(someRanges, someRanges, (ranges, ids) => {
      const known = new Set(listOf(ranges));
      expect(coversIds(ranges, ids)).toBe(listOf(ids).every((id) => known.has(id)));
    }),
    {
      numRuns: 2000,
      examples: [
        [
          [1, 0, 5],
          [1, 0, 5],
        ],
        [
          [1, 0, 5, 1, 5, 2],
          [1, 3, 4],
        ],
      ],
    },
  );
});

test('BLOCK-11 a range that goes on from the last one joins it', () => {
  const ranges: number[] = [];
  appendRange(ranges, 7, 0, 3);
  appendRange(ranges, 7, 3, 2);
  appendRange(ranges, 7, 6, 1);
  appendRange(ranges, 8, 7, 1);
  expect(ranges).toEqual([7, 0, 5, 7, 6, 1, 8, 7, 1]);
});

test('BLOCK-11 id ranges are whole numbers from 0 on, three by three', () => {
  expect(isIdRanges([])).toBe(true);
  expect(isIdRanges([1, 2, 3])).toBe(true);
  for (const value of [[1, 2], [1, 2, -3], [1, 2, 0.5], [1, 2, '3'], [1, 2, 2 ** 53], {}, null]) {
    expect(isIdRanges(value), `${JSON.stringify(value)}`).toBe(false);
  }
});

test('BLOCK-17 a hundred thousand ranges are looked through in one go', () => {
  const ranges = Array.from({ length: 100_000 }, (_, i) => [1, i * 2, 1]).flat();
  expect(coversIds(ranges, ranges)).toBe(true);
  expect(coversIds(ranges, [...ranges, 1, 1, 1])).toBe(false);
});
