import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';

/**
 * V8 collects young garbage with helper threads. Where there is one core for all of them they take turns with the thread
 * that waits for them: on one core, 500 people who type got a fifth more through without.
 */
export function collectWithoutHelpers(cores = availableParallelism()): void {
  if (cores === 1) setFlagsFromString('--no-parallel-scavenge');
}
