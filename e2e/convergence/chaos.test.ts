import { test } from 'vitest';
import { EVERY_DISASTER, simulate, type Disasters } from './simulation.ts';

const SEEDS = Number(process.env['WEFT_SEEDS'] ?? 0);

const NONE: Disasters = {
  steps: 80,
  kills: false,
  rollbacks: false,
  restores: false,
  diskFaults: false,
  jumps: false,
};
/** `WEFT_SEED=n` runs one seed alone, `WEFT_SEEDS=n` the first n. */
async function runAll(seeds: number, disasters: Disasters): Promise<void> {
  const only = Number(process.env['WEFT_SEED'] ?? 0);
  for (let seed = only || 1; seed <= (only || SEEDS || seeds); seed++) {
    await simulate(seed, disasters).catch((error: unknown) => {
      throw new Error(`seed ${seed} failed; WEFT_SEED=${seed} runs it alone`, { cause: error });
    });
  }
}

test('SYNC-10 five clients over a hostile network agree on every letter', async () => {
  await runAll(200, { ...NONE, kills: true });
});

test('SYNC-7 a server that comes back older is healed, no letter lost or doubled', async () => {
  await runAll(100, { ...NONE, rollbacks: true });
});

test('EPOCH-3 SYNC-7 a backup that is restored is healed, no letter lost or doubled', async () => {
  await runAll(100, { ...NONE, restores: true });
});

test('LOG-7 SYNC-3 a disk that refuses, and forgets what it had not written, costs nobody a saved letter', async () => {
  await runAll(100, { ...NONE, diskFaults: true });
});

test('SYNC-10 COMPACT-2 with every disaster at once, what was saved is there, and new readers get all of it', async () => {
  await runAll(100, EVERY_DISASTER);
});
