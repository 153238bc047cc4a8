import { expect, test } from 'vitest';
import { wellFormed } from './well-formed.ts';

test('DIAGRAM-3 signs that no picture can hold are left out, and all others stay', () => {
  const text = 'a\tb\r\nc \u00a0\u200b🧶 é';
  expect(wellFormed(`<svg>${text}</svg>`)).toBe(`<svg>${text}</svg>`);
  expect(wellFormed('<svg>\u0000a\u0001b\u000b\u001fc\ufffe\uffff</svg>')).toBe('<svg>abc</svg>');
});
