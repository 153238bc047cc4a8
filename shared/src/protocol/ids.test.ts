import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import {
  mintDocId,
  mintFileId,
  mintSessionId,
  parseDocId,
  parseFileId,
  parseSessionId,
} from './ids.ts';

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split('');

test('ID-1 an id spells its 128 bits in base64url', () => {
  expect(mintDocId(() => new Uint8Array(16))).toBe('AAAAAAAAAAAAAAAAAAAAAA');
  expect(mintSessionId(() => new Uint8Array(16).fill(255))).toBe('_____________________w');
  expect(mintDocId((length) => Uint8Array.from({ length }, (_, i) => i * 16 + 15))).toBe(
    'Dx8vP09fb3-Pn6-_z9_v_w',
  );
});

test('ID-1 different bits have different ids, and every id that is made is accepted', () => {
  fc.assert(
    fc.property(sixteen, sixteen, (a, b) => {
      const [first, second] = [mintDocId(() => a), mintDocId(() => b)];
      expect(parseDocId(first)).toBe(first);
      expect(parseSessionId(mintSessionId(() => a))).toBe(first);
      expect(parseFileId(mintFileId(() => a))).toBe(first);
      expect(first === second).toBe(a.every((byte, i) => byte === b[i]));
    }),
  );
});

test('ID-1 of the 64 spellings of a last character only the canonical four are accepted', () => {
  const accepted = ALPHABET.filter((last) => parseDocId(`${'x'.repeat(21)}${last}`) !== undefined);
  expect(accepted.sort()).toEqual(['A', 'Q', 'g', 'w']);
});

test('ID-1 any other text is refused', () => {
  const id = 'Dx8vP09fb3-Pn6-_z9_v_w';
  const others = [
    '',
    id.slice(1),
    `${id}A`,
    `${id}==`,
    ` ${id}`,
    `${id}\n`,
    id.replace('-', '+'),
    id.replace('_', '/'),
    id.replace('D', 'Ä'),
    `../${id.slice(3)}`,
  ];
  expect(others.filter((text) => parseDocId(text) !== undefined)).toEqual([]);
  expect(others.filter((text) => parseSessionId(text) !== undefined)).toEqual([]);
  expect(others.filter((text) => parseFileId(text) !== undefined)).toEqual([]);
});
