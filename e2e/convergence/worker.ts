/** A thread of the simulation: plays one seed after the other. */
import { parentPort } from 'node:worker_threads';
import { EVERY_DISASTER, simulate } from './simulation.ts';

export type Simulated = { readonly ok: true } | { readonly ok: false; readonly why: string };

parentPort?.on('message', (seed: number) => {
  simulate(seed, EVERY_DISASTER).then(
    () => parentPort?.postMessage({ ok: true } satisfies Simulated),
    (error: unknown) => {
      const why = (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(
        0,
        600,
      );
      parentPort?.postMessage({ ok: false, why } satisfies Simulated);
    },
  );
});
