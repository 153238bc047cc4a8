import { expect, test } from 'vitest';
import type { Clock } from '../clock.ts';

/** A clock under test, and the way to let time pass: at once for a fake, by waiting for a real one. */
export interface ClockSubject {
  readonly clock: Clock;
  pass(ms: number): Promise<void>;
}

/** What every clock promises. Durations are short, because a real clock takes them. */
export function clockContract(makeSubject: () => ClockSubject): void {
  test('SYNC-11 a timer fires once, after its time and not before', async () => {
    const { clock, pass } = makeSubject();
    let fired = 0;
    const setAt = clock.now();
    let firedAt = Number.NaN;
    clock.after(20, () => {
      fired += 1;
      firedAt = clock.now();
    });
    expect(fired).toBe(0);
    await pass(60);
    expect(fired).toBe(1);
    // Timers count whole milliseconds of another clock than `now`: one may be short of its time by one.
    expect(firedAt - setAt).toBeGreaterThanOrEqual(19);
    await pass(40);
    expect(fired).toBe(1);
  });

  test('SYNC-11 timers fire in the order of their times, whatever the order they were set in', async () => {
    const { clock, pass } = makeSubject();
    const order: string[] = [];
    clock.after(60, () => order.push('late'));
    clock.after(5, () => order.push('early'));
    clock.after(30, () => order.push('middle'));
    await pass(120);
    expect(order).toEqual(['early', 'middle', 'late']);
  });

  test('SYNC-11 a timer that was taken back does not fire, and taking back twice is harmless', async () => {
    const { clock, pass } = makeSubject();
    const fired: string[] = [];
    const takeBack = clock.after(10, () => fired.push('taken back'));
    const takeBackLate = clock.after(10, () => fired.push('kept'));
    takeBack();
    takeBack();
    await pass(50);
    takeBackLate();
    expect(fired).toEqual(['kept']);
  });

  test('SYNC-11 a timer never fires inside the call that set it, also with no time to wait', async () => {
    const { clock, pass } = makeSubject();
    const order: string[] = [];
    clock.after(0, () => order.push('fired'));
    order.push('set');
    await pass(20);
    expect(order).toEqual(['set', 'fired']);
  });

  test('SYNC-11 a timer may set another one', async () => {
    const { clock, pass } = makeSubject();
    const order: number[] = [];
    clock.after(5, () => {
      order.push(1);
      clock.after(5, () => order.push(2));
    });
    await pass(60);
    expect(order).toEqual([1, 2]);
  });

  test('SYNC-11 time does not go back while it passes', async () => {
    const { clock, pass } = makeSubject();
    const before = clock.now();
    await pass(20);
    expect(clock.now()).toBeGreaterThanOrEqual(before);
  });
}
