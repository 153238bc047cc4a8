import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('PACE-1 edits are gathered for long alone, and shortly among several', () => {
  const pace = createPace({});
  expect([pace.windowMs(true), pace.windowMs(false)]).toEqual([750, 30]);
});

test('PACE-1 where answers take long, among several edits are gathered for half of that, up to a quarter of a second', () => {
  const pace = createPace({});
  pace.answered(10);
  expect(pace.windowMs(false)).toBe(30);
  for (let i = 0; i < 50; i++) pace.answered(200);
  expect(pace.windowMs(false)).toBeCloseTo(100, 0);
  for (let i = 0; i < 50; i++) pace.answered(5_000);
  expect([pace.windowMs(false), pace.windowMs(true)]).toEqual([250, 750]);
});

test('PACE-5 edits are gathered for as long as the server asks, while that is longer, and for two seconds at most', () => {
  const pace = createPace({});
  pace.answered(10, 120);
  expect([pace.windowMs(false), pace.windowMs(true)]).toEqual([120, 750]);
  pace.answered(10, 1e9);
  expect([pace.windowMs(false), pace.windowMs(true)]).toEqual([2_000, 2_000]);
  pace.answered(10);
  expect([pace.windowMs(false), pace.windowMs(true)]).toEqual([30, 750]);
});

test('PACE-5 who need not gather edits does so where the server asks for it', () => {
  const pace = createPace({ gather: false });
  pace.answered(10, 120);
  expect(pace.windowMs(false)).toBe(120);
});

test('PACE-2 who wants to save data gathers for four times as long', () => {
  let saves = true;
  const pace = createPace({ saveData: () => saves });
  expect([pace.windowMs(true), pace.windowMs(false)]).toEqual([3_000, 120]);
  saves = false;
  expect(pace.windowMs(true)).toBe(750);
});

test('PACE-2 a server that wants less gets less, up to an eighth, and more again as it answers', () => {
  const pace = createPace({});
  pace.refused();
  expect(pace.windowMs(true)).toBe(1_500);
  for (let i = 0; i < 9; i++) pace.refused();
  expect(pace.windowMs(true)).toBe(6_000);
  pace.answered(1);
  expect(pace.windowMs(true)).toBeLessThan(6_000);
  for (let i = 0; i < 60; i++) pace.answered(1);
  expect(pace.windowMs(true)).toBe(750);
});
