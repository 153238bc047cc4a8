import { describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { clockContract } from './clock.contract.ts';
import { manualClock } from './clock.ts';

describe('the manual clock', () => {
  clockContract(() => {
    const clock = manualClock(1_000_000);
    return { clock, pass: async (ms) => clock.advance(ms) };
  });

  test('SYNC-11 stands still until it is told to move', () => {
    const clock = manualClock(7);
    let fired = false;
    clock.after(10, () => (fired = true));
    expect([clock.now(), fired]).toEqual([7, false]);
    clock.advance(9);
    expect([clock.now(), fired]).toEqual([16, false]);
    clock.advance(1);
    expect([clock.now(), fired]).toEqual([17, true]);
  });

  test('SYNC-11 shows each timer the time it was set for, those of one moment in the order they were set', () => {
    const clock = manualClock();
    const seen: [string, number][] = [];
    const see = (name: string) => () => seen.push([name, clock.now()]);
    clock.after(10, see('a'));
    clock.after(5, see('b'));
    clock.after(10, see('c'));
    clock.advance(100);
    expect(seen).toEqual([
      ['b', 5],
      ['a', 10],
      ['c', 10],
    ]);
    expect(clock.now()).toBe(100);
  });

  test('SYNC-11 fires timers that a timer sets, within the same advance', () => {
    const clock = manualClock();
    let ticks = 0;
    const tick = (): void => {
      ticks += 1;
      clock.after(10, tick);
    };
    clock.after(10, tick);
    clock.advance(35);
    expect(ticks).toBe(3);
    expect(clock.nextTimer()).toBe(40);
  });

  test('SYNC-11 tells the time of the earliest timer', () => {
    const clock = manualClock(100);
    expect(clock.nextTimer()).toBeUndefined();
    const takeBack = clock.after(5, () => undefined);
    clock.after(9, () => undefined);
    expect(clock.nextTimer()).toBe(105);
    takeBack();
    expect(clock.nextTimer()).toBe(109);
    clock.advance(9);
    expect(clock.nextTimer()).toBeUndefined();
  });
});

describe('the system clock', () => {
  clockContract(() => ({
    clock: systemClock,
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  }));
});
