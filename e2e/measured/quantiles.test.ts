import { expect, test } from 'vitest';
import { median, percentile } from './quantiles.ts';

test('PROOF-11 nine of ten numbers do not exceed their 90th percentile', () => {
  const numbers = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect(percentile(numbers, 90)).toBe(9);
  expect(median(numbers)).toBe(5);
  expect(median([3])).toBe(3);
  expect(median([])).toBeNaN();
});
