import { expect, test } from 'vitest';
import { fc } from '@weft/shared/testing/properties';
import { rangeOf } from './range.ts';

test.each([
  ['bytes=0-0', { from: 0, to: 1 }],
  ['bytes=0-', { from: 0, to: 10 }],
  ['bytes=3-5', { from: 3, to: 6 }],
  ['bytes=9-', { from: 9, to: 10 }],
  ['bytes=5-99999', { from: 5, to: 10 }],
  ['bytes=-3', { from: 7, to: 10 }],
  ['bytes=-10', { from: 0, to: 10 }],
  ['bytes=-999', { from: 0, to: 10 }],
  ['  bytes=1-2 ', { from: 1, to: 3 }],
])('FILE-11 of ten bytes %j is %j', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range);
});

test.each(['bytes=10-', 'bytes=10-20', 'bytes=999999999999999-', 'bytes=-0'])(
  'FILE-11 of ten bytes %j is outside',
  (header) => {
    expect(rangeOf(header, 10)).toBe('unsatisfiable');
  },
);

test.each([
  undefined,
  '',
  'bytes',
  'bytes=',
  'bytes=-',
  'bytes=5-3',
  'bytes=a-b',
  'bytes=0x1-2',
  'bytes=1.5-2',
  'bytes=--3',
  'bytes=0-1,3-4',
  'bytes=0-1,',
  'items=0-1',
  'bytes 0-1',
  `bytes=${'9'.repeat(40)}-`,
])('FILE-11 %j asks for the whole', (header) => {
  expect(rangeOf(header, 10)).toBeUndefined();
});

test('FILE-11 a range is always inside of the file', () => {
  const end = fc.option(fc.nat(30), { nil: '' });
  fc.assert(
    fc.property(end, end, fc.nat(20), (first, last, size) => {
      const range = rangeOf(`bytes=${first}-${last}`, size);
      if (typeof range !== 'object') return;
      expect(range.from).toBeGreaterThanOrEqual(0);
      expect(range.to).toBeGreaterThan(range.from);
      expect(range.to).toBeLessThanOrEqual(size);
    }),
  );
});
