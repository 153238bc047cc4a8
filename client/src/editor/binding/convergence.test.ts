import { describe, expect, test } from 'vitest';
import { writeTogether } from '../testing/write-together.ts';

const GOOD = { lost: [], doubled: [], diverged: false, strayChanges: 0 };

describe('three people do anything to one page', () => {
  const firsts = Array.from({ length: 5 }, (_, i) => 20 * i + 1);
  test.each(firsts)(
    'EDIT-1 every editor shows its page at every moment, no letter is lost or doubled, from seed %i on',
    (first) => {
      let letters = 0;
      for (let seed = first; seed < first + 20; seed++) {
        const lag = seed % 2 === 0 ? 10 : 2;
        const { typed, ...outcome } = writeTogether(seed, lag, 120);
        expect(outcome, `seed ${seed}, lag ${lag}`).toEqual(GOOD);
        letters += typed;
      }
      expect(letters).toBeGreaterThan(1000);
    },
    120_000,
  );
});
