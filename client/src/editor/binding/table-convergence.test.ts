import { expect, test, vi } from 'vitest';
import { tableTogether } from '../testing/table-together.ts';

// Yjs takes its clock when it is imported: the same seed is to be the same story on a slow machine.
const clock = vi.hoisted(() => {
  const time = { now: 1_000_000 };
  Date.now = () => time.now;
  return time;
});
const tick = (): void => void (clock.now += 200);

const GOOD = { lost: [], doubled: [], diverged: false, strayChanges: 0 };

test.each([1, 21, 41])(
  'TABLE-10 two people change one table and write in it, from seed %i on',
  (first) => {
    let letters = 0;
    for (let seed = first; seed < first + 20; seed++) {
      const lag = seed % 2 === 0 ? 10 : 2;
      const { typed, ...outcome } = tableTogether(seed, lag, 100, tick);
      expect({ seed, lag, ...outcome }).toEqual({ seed, lag, ...GOOD });
      letters += typed;
    }
    expect(letters).toBeGreaterThan(500);
  },
  120_000,
);
