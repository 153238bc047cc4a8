import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { MAX_UPDATE_BYTES } from '../protocol/limits.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import { sameBytes } from './bytes.ts';

test('SSE-1 bytes come back from base64 as they were', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, (given) => {
      expect(decodeBase64(encodeBase64(given))).toEqual(given);
    }),
  );
});

test('SSE-1 base64 is spelled as in the standard, with padding', () => {
  expect(encodeBase64(Uint8Array.of(0xfb, 0xff, 0xbf))).toBe('+/+/');
  expect(encodeBase64(Uint8Array.of(1))).toBe('AQ==');
  expect(encodeBase64(Uint8Array.of(1, 2))).toBe('AQI=');
});

test.each(['AQ', 'AQI', 'A=I=', 'A===', 'AQ-_', 'AQI=AQI=', 'AQ ==', 'AQ\n=', '*AQI', 'ÄQI='])(
  'SSE-1 %j is not base64 and throws, instead of giving fewer bytes',
  (text) => {
    expect(() => decodeBase64(text)).toThrow(TypeError);
  },
);

test('SSE-1 the bytes own their memory', () => {
  const bytes = decodeBase64('AQID');
  expect(bytes.buffer.byteLength).toBe(bytes.length);
});

test('SSE-1 a row of the largest size is decoded', () => {
  const bytes = new Uint8Array(MAX_UPDATE_BYTES).fill(7);
  expect(sameBytes(decodeBase64(encodeBase64(bytes)), bytes)).toBe(true);
});
