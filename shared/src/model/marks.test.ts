import { expect, test } from 'vitest';
import { expandingMarks, MARKS, sameMarks } from './marks.ts';

test('BLOCK-6 what is typed at the end of a mark goes on with it, but for links and code', () => {
  const marks = { bold: true, italic: true, color: 'red', link: '/there', code: true, glow: 7 };
  expect(expandingMarks(marks)).toEqual({ bold: true, italic: true, color: 'red' });
});

test('BLOCK-6 a mark accepts its own values and no others', () => {
  for (const [name, { accepts }] of Object.entries(MARKS)) {
    const accepted = [true, 'red', '/there'].filter(accepts);
    expect(accepted, `${name}`).not.toEqual([]);
    for (const value of [null, undefined, false, '', 1, {}, []]) expect(accepts(value)).toBe(false);
  }
});

test('BLOCK-6 marks are the same whatever the order of their names and fields', () => {
  expect(sameMarks({ a: { x: 1, y: [2] }, b: true }, { b: true, a: { y: [2], x: 1 } })).toBe(true);
  expect(sameMarks({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(sameMarks({ a: 1 }, { b: 1 })).toBe(false);
  expect(sameMarks({}, { a: 1 })).toBe(false);
});
