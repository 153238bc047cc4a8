import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { formatCursor, parseCursor } from './cursor.ts';

const word = fc.stringMatching(/^[A-Za-z0-9_-]{11}$/);

test('ID-2 a cursor comes back from its spelling as it was', () => {
  const cursor = fc.record({
    epoch: word,
    offset: fc.nat({ max: 999_999_999_999_999 }),
    tag: word,
  });
  fc.assert(
    fc.property(cursor, (given) => {
      expect(parseCursor(formatCursor(given))).toEqual(given);
    }),
  );
});

test('ID-2 a cursor has one spelling only', () => {
  const near = fc
    .tuple(word, fc.stringMatching(/^[0-9]{1,16}$/), word)
    .map((parts) => parts.join('.'));
  fc.assert(
    fc.property(near, (text) => {
      const cursor = parseCursor(text);
      if (cursor) expect(formatCursor(cursor)).toBe(text);
    }),
  );
});

test('ID-2 text of another shape is refused', () => {
  const [epoch, tag] = ['AAAAAAAAAAA', 'BBBBBBBBBBB'];
  const others = [
    '',
    epoch,
    `${epoch}.1`,
    `${epoch}.${tag}.1`,
    `${epoch}.01.${tag}`,
    `${epoch}.-1.${tag}`,
    `${epoch}.1.5.${tag}`,
    `${epoch}.1e3.${tag}`,
    `${epoch}.1000000000000000.${tag}`,
    `${epoch}..${tag}`,
    `${epoch}.1.${tag}.`,
    `${epoch.slice(1)}.1.${tag}`,
    `${epoch}.1.${tag}A`,
    `${epoch}.1.${tag}\n`,
    `${epoch}.1.BBBBBBBB/BB`,
    `${epoch}@1@${tag}`,
  ];
  expect(others.filter((text) => parseCursor(text) !== undefined)).toEqual([]);
});
