import { createProgress } from '../measured/progress.ts';
import { runInThreads } from '../proof/threads.ts';
import type { Simulated } from './worker.ts';

/** A seed takes a second or so; one that takes this long goes round and round. */
const PATIENCE_MS = 120_000;

/**
 * Plays seeds `first`, `first + 1` …, on all cores, and tells which failed. Resolves with whether none did.
 *
 * @param write - what is to be told, with its line break
 */
export async function simulateSeeds(
  { first, seeds }: { first: number; seeds: number },
  write: (text: string) => void,
): Promise<boolean> {
  const tasks = Array.from({ length: seeds }, (_, i) => first + i);
  const progress = createProgress('simulated', seeds);
  const began = performance.now();
  let failed = 0;
  await runInThreads<number, Simulated>({
    file: new URL('worker.js', import.meta.url),
    tasks,
    patience: PATIENCE_MS,
    onResult(seed, result) {
      progress.step();
      if (result?.ok) return;
      failed += 1;
      const why = result ? result.why : 'it did not come to an end';
      write(`seed ${seed} failed: ${why}\n  npm run simulate -- --first ${seed} --seeds 1\n`);
    },
  });
  progress.end();
  const seconds = Math.round((performance.now() - began) / 1000);
  write(`${seeds} seeds of 500 steps in ${seconds} s: ${failed === 0 ? 'none' : failed} failed.\n`);
  return failed === 0;
}
