import { expect, test } from 'vitest';
import { undisturbed } from './disturbance.ts';

/** Stands for the machine: how much others did during each run, in the order of the runs. */
function machineWith(others: readonly number[]) {
  let run = -1;
  let isBetween = false;
  return {
    runs: () => run + 1,
    measure: () => {
      run += 1;
      return Promise.resolve(run);
    },
    /** Seconds that others have had so far; asked before and after each run. */
    othersSeconds: () => {
      isBetween = !isBetween;
      return isBetween ? 0 : (others[run] ?? 0);
    },
    now: (() => {
      let asked = 0;
      return () => (asked++ % 2) * 1000;
    })(),
  };
}

test('BENCH-8 a run that others disturbed is done over, so often, and the calmest one counts', async () => {
  const calm = machineWith([0.01]);
  expect(await undisturbed(calm.measure, 2, calm)).toEqual({
    result: 0,
    others: 0.01 / 2,
    isDisturbed: false,
  });
  const once = machineWith([1, 0.01]);
  expect(await undisturbed(once.measure, 2, once)).toMatchObject({ result: 1, isDisturbed: false });
  const busy = machineWith([1, 0.5, 0.8]);
  expect(await undisturbed(busy.measure, 2, busy)).toMatchObject({ result: 1, isDisturbed: true });
  expect([calm.runs(), once.runs(), busy.runs()]).toEqual([1, 2, 3]);
});
