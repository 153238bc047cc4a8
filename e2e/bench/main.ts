import { join } from 'node:path';
import { describeMachine } from '../measured/machine.ts';
import type { Bench } from './bench.ts';
import { OURS, type Line, type RowName } from './report/line.ts';
import { createBenchReport } from './report/report.ts';
import type { BenchResult } from './report/result.ts';
import { writeResult } from './report/write-result.ts';
import { ROWS } from './rows.ts';
import { describeDisk } from './servers/disk-speed.ts';
import { rivalKinds, weftKind } from './servers/kinds.ts';
import { canPin } from './servers/process.ts';
import type { ServerKind, ServerName } from './servers/server.ts';
import { buildSlowSync } from './servers/syncs.ts';

export interface BenchOptions {
  /** Names of the rows to measure, in order. */
  readonly rows: readonly RowName[];
  /** One JSON object per line instead of tables. */
  readonly json: boolean;
  /** A short run with Weft alone. */
  readonly quick: boolean;
  /** Whether the result is written beside the benchmark and into the README. */
  readonly write: boolean;
  /** The repository. */
  readonly root: string;
  /** Where the rivals are installed, or why they are not. */
  readonly rivals: { readonly folder: string } | { readonly reason: string };
  /** Versions of what is compared, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

/** From then on disturbed runs are not done over any more. */
const LONG_MS = 10 * 60_000;
const REPEATS = 2;

/** Measures the rows and prints each on stdout as soon as it is finished; progress goes to stderr. */
export async function runBench(options: BenchOptions): Promise<void> {
  const { root, json, quick, write, rivals, rows } = options;
  const began = performance.now();
  const kinds: ServerKind[] = [weftKind(join(root, 'server/dist/main.js'))];
  const absent: Partial<Record<ServerName, string>> = {};
  if ('folder' in rivals) kinds.push(...rivalKinds(rivals.folder));
  else for (const { name } of rivalKinds('')) absent[name] = rivals.reason;
  const bundled = (name: string): string => join(root, 'e2e/dist/bench', name);
  const bench: Bench = {
    isQuick: quick,
    kinds,
    absent,
    loadScript: bundled('load.js'),
    providerScript: bundled('provider.js'),
    collectScript: join(root, 'e2e/fixtures/collect-on-signal.mjs'),
    slowSync: buildSlowSync(join(root, 'e2e/bench/servers/slow-sync.c')),
    repeats: () => (quick || performance.now() - began > LONG_MS ? 0 : REPEATS),
    say: (words) => void process.stderr.write(`${words}\n`),
  };
  const machine = [
    ...describeMachine(options.versions),
    describeDisk(),
    canPin
      ? 'servers on one core, clients on the other'
      : 'servers and clients share the cores: they cannot be kept apart here',
  ];
  const servers = kinds.map(({ name, title, acknowledgement }) => ({
    name,
    title,
    acknowledgement,
  }));
  const report = createBenchReport({ json, servers }, (text) => void process.stdout.write(text));
  report.opening(machine);
  const lines: Line[] = [];
  for (const name of rows) {
    const { title, measure, notes = [] } = ROWS[name];
    const measured = await measure(bench);
    lines.push(...measured);
    report.row(name, title, measured, notes);
  }
  const result: BenchResult = { day: today(), machine, servers, lines };
  if (write) writeResult(root, result);
  const isWhole = lines.every(({ values, missing }) => OURS in values || missing[OURS]);
  if (!isWhole) process.exitCode = 1;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
