import { describe, expect, test, vi } from 'vitest';
import { writeTogether } from '../testing/write-together.ts';

// Yjs takes its clock when it is imported: the same seed is to be the same story on a slow machine.
const clock = vi.hoisted(() => {
  const time = { now: 1_000_000 };
  Date.now = () => time.now;
  return time;
});
const tick = (): void => void (clock.now += 200);

const GOOD = { lost: [], doubled: [], diverged: false, strayChanges: 0 };

describe('three people do anything to one page', () => {
  const firsts = Array.from({ length: 5 }, (_, i) => 20 * i + 1);
  test.each(firsts)(
    'EDIT-1 every editor shows its page at every moment, no letter is lost or doubled, from seed %i on',
    (first) => {
      let letters = 0;
      for (let seed = first; seed < first + 20; seed++) {
        const lag = seed % 2 === 0 ? 10 : 2;
        const { typed, ...outcome } = writeTogether(seed, lag, 120, tick);
        expect({ seed, lag, ...outcome }).toEqual({ seed, lag, ...GOOD });
        letters += typed;
      }
      expect(letters).toBeGreaterThan(1000);
    },
    120_000,
  );
});
