import { expect, test } from 'vitest';
import { MAX_PACE_MS } from '@weft/shared/protocol/limits';
import { createAskedPace } from './asked-pace.ts';

const SECOND = 1_000;

/** A server that takes so many requests a second, on a clock of its own. */
function subject(capacity: number) {
  let now = 0;
  let worked = 0;
  const pace = createAskedPace(
    () => now,
    () => worked,
  );
  return {
    pace,
    /** That many writers send as often as they are let, once every `everyMs` at most; the pace at the end. */
    type(writers: number, seconds: number, everyMs = 0): number {
      const end = now + seconds * SECOND;
      while (now < end) {
        const apart = Math.max(pace.ms(), everyMs);
        const wanted = apart === 0 ? Infinity : (writers / apart) * SECOND;
        now += 10;
        worked += 10 * Math.min(1, wanted / capacity);
      }
      return pace.ms();
    },
    rest(seconds: number): number {
      now += seconds * SECOND;
      return pace.ms();
    },
  };
}

test('PACE-5 while there is room for all nothing is asked for', () => {
  const { type } = subject(4_000);
  expect(type(500, 20, 200)).toBe(0);
});

test('PACE-5 where more is sent than there is room for, all are asked to send as often as there is room for', () => {
  const { type } = subject(4_000);
  const load = (500 / type(500, 20) / 4_000) * SECOND;
  expect(load).toBeGreaterThan(0.7);
  expect(load).toBeLessThan(0.95);
  expect(SECOND * (2_000 / type(2_000, 20) / 4_000)).toBeLessThan(0.95);
});

test('PACE-5 what is asked for goes when there is room again, soon or after a rest', () => {
  const { type, rest } = subject(4_000);
  expect(type(500, 20)).toBeGreaterThan(0);
  expect(type(50, 10, 200)).toBe(0);
  expect(type(500, 20)).toBeGreaterThan(0);
  expect(rest(60)).toBe(0);
});

test('PACE-5 nobody is asked to wait for longer than two seconds', () => {
  const { type } = subject(4_000);
  expect(type(100_000, 60)).toBe(MAX_PACE_MS);
});
