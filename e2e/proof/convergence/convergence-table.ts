import { createProgress } from '../../measured/progress.ts';
import type { TableResult } from '../report.ts';
import { runInThreads } from '../threads.ts';
import type { ConvergenceResult, ConvergenceTask } from './task.ts';

const LAGS = [2, 10] as const;
const OPERATIONS = 200;
const SEEDS = 2000;
/** Milliseconds; a run takes a second or two. */
const PATIENCE = 60_000;
/** As many faults are quoted, so that they can be run again. */
const QUOTED = 10;

export interface ConvergenceRow {
  readonly lag: number;
  seeds: number;
  typed: number;
  lost: number;
  doubled: number;
  /** Seeds whose people, or one who opens the page later, see different pages in the end. */
  diverged: number;
  /** Changes to an editor's structure that no command made. */
  strayChanges: number;
  /** Seeds that ended with an exception, among them that an editor shows something else than its page. */
  threw: number;
}

/**
 * Three people with an editor each do anything to one page, by keys and by menus, and every editor is compared with
 * its page after every operation.
 *
 * @param thread the bundled script of a thread
 */
export async function proveConvergence(thread: URL, seeds: number = SEEDS): Promise<TableResult> {
  const none = { seeds: 0, typed: 0, lost: 0, doubled: 0, diverged: 0, strayChanges: 0, threw: 0 };
  const rows: ConvergenceRow[] = LAGS.map((lag) => ({ lag, ...none }));
  const faults: string[] = [];
  const progress = createProgress('convergence', seeds);
  await runInThreads<ConvergenceTask, ConvergenceResult>({
    file: thread,
    tasks: Array.from({ length: seeds }, (_, index) => ({
      kind: 'convergence',
      seed: index + 1,
      lag: LAGS[index % LAGS.length] ?? LAGS[0],
      operations: OPERATIONS,
    })),
    patience: PATIENCE,
    onResult(task, result = { fault: `Seed ${task.seed}, lag ${task.lag}, did not end in time.` }) {
      const row = rows.find(({ lag }) => lag === task.lag);
      if (row) addOutcome(row, result);
      const fault = faultOf(task, result);
      if (fault !== undefined) faults.push(fault);
      progress.step();
    },
  });
  progress.end();
  return convergenceTable(rows, faults);
}

/** Adds what came of one seed. */
export function addOutcome(row: ConvergenceRow, result: ConvergenceResult): void {
  row.seeds += 1;
  if ('fault' in result) {
    row.threw += 1;
    return;
  }
  row.typed += result.typed;
  row.lost += result.lost.length;
  row.doubled += result.doubled.length;
  row.diverged += Number(result.diverged);
  row.strayChanges += result.strayChanges;
}

/** What went wrong in a seed, in a sentence. */
export function faultOf(
  { seed, lag }: Pick<ConvergenceTask, 'seed' | 'lag'>,
  result: ConvergenceResult,
): string | undefined {
  if ('fault' in result) return result.fault;
  const { lost, doubled, diverged, strayChanges } = result;
  const faults = [
    lost.length > 0 && `lost ${lost.join('')}`,
    doubled.length > 0 && `doubled ${doubled.join('')}`,
    diverged && 'diverged',
    strayChanges > 0 && `${strayChanges} stray changes`,
  ].filter((fault) => fault !== false);
  return faults.length > 0 ? `Seed ${seed}, lag ${lag}: ${faults.join(', ')}.` : undefined;
}

function convergenceTable(rows: readonly ConvergenceRow[], faults: readonly string[]): TableResult {
  return {
    proof: 'convergence',
    title: `Convergence of Weft's editors (3 people x ${OPERATIONS} operations)`,
    rows,
    table: {
      headings: [
        'lag',
        'seeds',
        'letters',
        'lost',
        'doubled',
        'diverged',
        'stray changes',
        'threw',
      ],
      lines: rows.map((row) =>
        [
          row.lag,
          row.seeds,
          row.typed,
          row.lost,
          row.doubled,
          row.diverged,
          row.strayChanges,
          row.threw,
        ].map(String),
      ),
    },
    notes: [
      'After every operation and every exchange the editor is compared with its page; a difference counts as thrown.',
      "Diverged: the people, or one who opens the page in the end, see different pages. Stray changes: of an editor's",
      'structure, by another way than a command.',
      'Documented case, left out of account: letters that two people delete at the same time and both bring back by',
      'undo are there twice, because Yjs inserts them anew for each.',
      ...faults.slice(0, QUOTED),
    ],
  };
}
