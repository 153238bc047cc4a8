import type { ServerName } from '../servers/server.ts';
import type { Line } from './line.ts';

/** Everything a run of the benchmark found out, as `--write` keeps it. */
export interface BenchResult {
  /** Of which day, `2026-11-23`. */
  readonly day: string;
  readonly machine: readonly string[];
  readonly servers: readonly ServerWords[];
  readonly lines: readonly Line[];
}

export interface ServerWords {
  readonly name: ServerName;
  readonly title: string;
  readonly acknowledgement: string;
}
