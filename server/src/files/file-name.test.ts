import { describe, expect, test } from 'vitest';
import { MAX_FILE_NAME_LENGTH } from '@weft/shared/protocol/limits';
import { fc } from '@weft/shared/testing/properties';
import { fileName } from './file-name.ts';

test.each([
  ['photo.jpg', 'photo.jpg'],
  ['Jahresbericht – Ärzte 2025.pdf', 'Jahresbericht – Ärzte 2025.pdf'],
  ['報告書.docx', '報告書.docx'],
  ['👩‍👩‍👧.png', '👩‍👩‍👧.png'],
  ['A\u0308.txt', 'Ä.txt'],
  ['.gitignore', 'gitignore'],
  ['a.tar.gz', 'a.tar.gz'],
])('FILE-9 %j stays what it is', (given, kept) => {
  expect(fileName(given)).toBe(kept);
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system.ini', 'system.ini'],
  ['/etc/', 'file'],
  ['..', 'file'],
  ['', 'file'],
  ['   ', 'file'],
  ['\0', 'file'],
  ['a\0b\r\nc\t.txt', 'a b c .txt'],
  ['photo\u202egpj.exe', 'photo gpj.exe'],
  ['a\u2066b\u2069\u200f\ufeffc', 'a b c'],
  ['a\u2028b\u2029c', 'a b c'],
  ['"quoted": <b>|?*', '_quoted__ _b____'],
  ['name. . .', 'name'],
  ['half \ud83d.png', 'half .png'],
])('FILE-9 %j becomes %j', (given, kept) => {
  expect(fileName(given)).toBe(kept);
});

describe('a long name', () => {
  test('FILE-9 is cut before its extension', () => {
    expect(fileName(`${'x'.repeat(10_000)}.jpeg`)).toBe(
      `${'x'.repeat(MAX_FILE_NAME_LENGTH - 5)}.jpeg`,
    );
    expect(fileName(`a.${'x'.repeat(10_000)}`)).toBe(`a.${'x'.repeat(MAX_FILE_NAME_LENGTH - 2)}`);
  });

  test('FILE-9 is not cut inside of a pair', () => {
    const odd = fileName(`${'😀'.repeat(5_000)}.png`);
    expect(odd).toMatch(/^(?:😀)+\.png$/u);
    expect(odd.length).toBeLessThanOrEqual(MAX_FILE_NAME_LENGTH);
  });
});

test('FILE-9 whatever comes, the name is safe, and cleaning it again changes nothing', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('.', '/', '\\', ' ', '\u202e', '\ud83d', '\ude00', 'a') }),
  );
  fc.assert(
    fc.property(text, (given) => {
      const name = fileName(given);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(MAX_FILE_NAME_LENGTH);
      expect(name).not.toMatch(
        /[\\/\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]|^[. ]|[. ]$/u,
      );
      expect(encodeURIComponent(name)).toBeTypeOf('string');
      expect(fileName(name)).toBe(name);
    }),
  );
});
