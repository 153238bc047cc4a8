import { expect, test } from 'vitest';
import { addOutcome, type ConvergenceRow, faultOf } from './convergence-table.ts';
import { runConvergenceTask } from './task.ts';

const ROW: ConvergenceRow = {
  lag: 2,
  seeds: 0,
  typed: 0,
  lost: 0,
  doubled: 0,
  diverged: 0,
  strayChanges: 0,
  threw: 0,
};

test('PROOF-12 whatever goes wrong in a seed is in the table', () => {
  const row = { ...ROW };
  const fine = { typed: 5, lost: [], doubled: [], diverged: false, strayChanges: 0 };
  addOutcome(row, fine);
  addOutcome(row, { ...fine, lost: ['a', 'b'], doubled: ['c'], diverged: true, strayChanges: 3 });
  addOutcome(row, { fault: 'Seed 3, lag 2, step 7, split.' });
  expect(row).toEqual({
    lag: 2,
    seeds: 3,
    typed: 10,
    lost: 2,
    doubled: 1,
    diverged: 1,
    strayChanges: 3,
    threw: 1,
  });
});

test('PROOF-12 a seed in which something went wrong is named, so that it can be run again', () => {
  const seed = { seed: 7, lag: 2 };
  const fine = { typed: 5, lost: [], doubled: [], diverged: false, strayChanges: 0 };
  expect(faultOf(seed, fine)).toBeUndefined();
  expect(faultOf(seed, { ...fine, lost: ['a', 'b'], strayChanges: 1 })).toBe(
    'Seed 7, lag 2: lost ab, 1 stray changes.',
  );
  expect(faultOf(seed, { ...fine, doubled: ['c'], diverged: true })).toBe(
    'Seed 7, lag 2: doubled c, diverged.',
  );
  expect(faultOf(seed, { fault: 'Seed 7, lag 2, step 3, split.' })).toContain('step 3');
});

test('PROOF-12 three editors that are worked on in all ways show one page', () => {
  for (const seed of [1, 2, 3]) {
    const task = { kind: 'convergence', seed, lag: 2, operations: 100 } as const;
    const result = runConvergenceTask(task, () => {});
    expect(result).toMatchObject({ lost: [], doubled: [], diverged: false });
  }
});
