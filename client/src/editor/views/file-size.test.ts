import { expect, test } from 'vitest';
import { fileSize } from './file-size.ts';

test('MEDIA-5 a size is said as people say it', () => {
  const said = [0, 1, 999, 1000, 1234, 56_789, 1_500_000, 999_999_999, 5e12].map((bytes) =>
    fileSize(bytes, 'en'),
  );
  expect(said).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1 kB',
    '1.2 kB',
    '57 kB',
    '1.5 MB',
    '1,000 MB',
    '5,000 GB',
  ]);
  expect(fileSize(1_500_000, 'de')).toBe('1,5 MB');
  expect(fileSize(5, '')).toBe('5 bytes');
});
