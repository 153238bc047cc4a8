import type { LaunchOptions } from '@playwright/test';
import { proveConvergence } from './convergence/convergence-table.ts';
import { proveIntent } from './intent/intent-table.ts';
import { proveLife } from './life/life-table.ts';
import { describeMachine } from '../measured/machine.ts';
import { createReport, type TableResult } from './report.ts';
import { proveSpeed } from './speed/speed-table.ts';

export interface ProofOptions {
  /** Names of the tables to make, in order. */
  readonly tables: readonly string[];
  /** How many seeds instead of each table's own number. */
  readonly seeds: number | undefined;
  /** One JSON object per line instead of tables. */
  readonly json: boolean;
  /** Versions of the libraries that are compared, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** How to start Chromium. */
  readonly chromium: LaunchOptions;
}

const bundled = (path: string): URL => new URL(path, import.meta.url);
const thread = bundled('worker.js');

const TABLES: Readonly<Record<string, (options: ProofOptions) => Promise<TableResult>>> = {
  intent: ({ seeds }) => proveIntent(thread, seeds),
  convergence: ({ seeds }) => proveConvergence(thread, seeds),
  speed: ({ chromium }) => proveSpeed(bundled('../proof-page/'), chromium),
  life: () => proveLife(thread),
};

/** Makes the tables and prints each on stdout as soon as it is finished; progress goes to stderr. */
export async function prove(options: ProofOptions): Promise<void> {
  const report = createReport(options.json, (text) => void process.stdout.write(text));
  report.opening(describeMachine(options.versions));
  for (const name of options.tables) {
    const make = TABLES[name];
    if (make) report.table(await make(options));
  }
}
