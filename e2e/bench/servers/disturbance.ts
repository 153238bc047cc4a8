import { machineSeconds, ownSeconds } from './proc.ts';

/** Share of all cores that others may take before a run counts as disturbed. */
const TOLERATED = 0.08;
const CORES = 2;

/** What came of a run, and how much others did meanwhile. */
export interface Run<T> {
  readonly result: T;
  /** Share of the two cores that went to others; `NaN` where the system does not tell. */
  readonly others: number;
  readonly isDisturbed: boolean;
}

/** The machine that runs are made on. */
export interface Machine {
  /** Seconds of processor time that others have had so far. */
  othersSeconds(): number;
  /** Milliseconds. */
  now(): number;
}

const thisMachine: Machine = {
  othersSeconds: () => machineSeconds() - ownSeconds(),
  now: () => performance.now(),
};

/**
 * Runs what measures, in processes that have ended when it resolves; anew, up to `repeats` times, when the machine was
 * busy with other things meanwhile. Of several runs the least disturbed one counts.
 */
export async function undisturbed<T>(
  measure: () => Promise<T>,
  repeats: number,
  machine = thisMachine,
): Promise<Run<T>> {
  let best: Run<T> | undefined;
  for (let run = 0; run <= repeats; run++) {
    const [before, began] = [machine.othersSeconds(), machine.now()];
    const result = await measure();
    const seconds = (machine.now() - began) / 1000;
    const others = Math.max(0, machine.othersSeconds() - before) / seconds / CORES;
    const isDisturbed = others > TOLERATED;
    if (!best || others < best.others) best = { result, others, isDisturbed };
    if (!isDisturbed) break;
  }
  return best!;
}
