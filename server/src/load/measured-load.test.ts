import { expect, test } from 'vitest';
import { MAX_PACE_MS } from '@weft/shared/protocol/limits';
import { createMeasuredLoad } from './measured-load.ts';

const SECOND = 1_000;

/** A server that takes so many requests a second, on a clock of its own. */
function subject(capacity: number) {
  let now = 0;
  let worked = 0;
  const load = createMeasuredLoad(
    () => now,
    () => worked,
  );
  return {
    load,
    /** That many writers send as often as they are let, once every `everyMs` at most; the pace at the end. */
    type(writers: number, seconds: number, everyMs = 0): number {
      const end = now + seconds * SECOND;
      while (now < end) {
        const apart = Math.max(load.paceMs(), everyMs);
        const wanted = apart === 0 ? Infinity : (writers / apart) * SECOND;
        now += 10;
        worked += 10 * Math.min(1, wanted / capacity);
      }
      return load.paceMs();
    },
    rest(seconds: number): number {
      now += seconds * SECOND;
      return load.paceMs();
    },
  };
}

test('PACE-5 while there is room for all nothing is asked for', () => {
  const { type } = subject(4_000);
  expect(type(500, 20, 200)).toBe(0);
});

test('PACE-5 where more is sent than there is room for, all are asked to send as often as there is room for', () => {
  const { type } = subject(4_000);
  const share = (500 / type(500, 20) / 4_000) * SECOND;
  expect(share).toBeGreaterThan(0.7);
  expect(share).toBeLessThan(0.95);
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

test('LOG-6 the busier the server, the more rows share a commit; with room for all a row waits for none', () => {
  const { load, type } = subject(4_000);
  expect(load.commitMs()).toBe(0);
  type(500, 5, 200);
  expect(load.commitMs()).toBe(0);
  type(500, 5, 150);
  const some = load.commitMs();
  type(500, 20);
  const most = load.commitMs();
  expect(some).toBeGreaterThan(0);
  expect(most).toBeGreaterThan(some);
  expect(most).toBeLessThanOrEqual(6);
});
