import { BACKOFF_MAX_MS, BACKOFF_MIN_MS } from '@weft/shared/protocol/limits';
import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { backoff } from './backoff.ts';

const LARGEST = 1 - Number.EPSILON;

test('SYNC-9 every wait is between the shortest and the longest, however many failures', () => {
  const chance = fc.double({ min: 0, max: LARGEST, noNaN: true });
  const attempts = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.maxSafeNat());
  fc.assert(
    fc.property(attempts, chance, (attempt, random) => {
      const wait = backoff(attempt, () => random);
      expect(wait).toBeGreaterThanOrEqual(BACKOFF_MIN_MS);
      expect(wait).toBeLessThanOrEqual(BACKOFF_MAX_MS);
    }),
  );
});

test('SYNC-9 the longest wait doubles with each failure up to 30 s', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 8].map((attempt) =>
    Math.round(backoff(attempt, () => LARGEST)),
  );
  expect(longest).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('SYNC-9 jitter is full: the shortest wait stays half a second', () => {
  for (const attempt of [1, 4, 20]) expect(backoff(attempt, () => 0)).toBe(500);
});
