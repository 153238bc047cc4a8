import type { ServerName } from '../servers/server.ts';

export type RowName =
  | 'propagation'
  | 'saturation'
  | 'hot-page'
  | 'memory'
  | 'disk'
  | 'kill'
  | 'cold-load'
  | 'bytes'
  | 'idle'
  | 'streams'
  | 'storm';

/** One thing that was measured of each server. */
export interface Line {
  readonly row: RowName;
  readonly measure: string;
  readonly unit: string;
  readonly better: 'less' | 'more';
  readonly values: Readonly<Partial<Record<ServerName, number>>>;
  /** Why there is no number of a server. */
  readonly missing: Readonly<Partial<Record<ServerName, string>>>;
  /** Servers whose best run was still disturbed by other work of the machine. */
  readonly disturbed: readonly ServerName[];
  readonly target?: Target | undefined;
  /** Whether the plot shows it. */
  readonly isPlotted?: boolean | undefined;
}

export interface Target {
  readonly words: string;
  /** `undefined` where what it is compared with is missing. */
  readonly isMet: boolean | undefined;
}

export const OURS: ServerName = 'weft';

/** The rival who does best, of those there are. */
export function bestRival(line: Line): { name: ServerName; value: number } | undefined {
  const rivals = Object.entries(line.values)
    .filter(([name, value]) => name !== OURS && Number.isFinite(value))
    .map(([name, value]) => ({ name: name as ServerName, value }));
  const sign = line.better === 'less' ? 1 : -1;
  return rivals.toSorted((a, b) => sign * (a.value - b.value))[0];
}

/** Ours divided by the best rival's; `undefined` where there is nothing to divide. */
export function ratioOf(line: Line): number | undefined {
  const ours = line.values[OURS];
  const best = bestRival(line)?.value;
  if (ours === undefined || best === undefined) return undefined;
  if (ours === best) return 1;
  const ratio = ours / best;
  return Number.isFinite(ratio) ? ratio : undefined;
}

/** How many times better ours is; below 1 where a rival is. `Infinity` and 0 where one of the two is nothing. */
export function advantageOf(line: Line): number | undefined {
  const ours = line.values[OURS];
  const best = bestRival(line)?.value;
  if (ours === undefined || best === undefined || Number.isNaN(ours)) return undefined;
  if (ours === best) return 1;
  return line.better === 'more' ? ours / best : best / ours;
}

/** A number with as many digits as mean something. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  if (size >= 10_000) return Math.round(value).toLocaleString('en');
  if (size >= 100 || Number.isInteger(value)) return String(Math.round(value));
  return value.toFixed(size >= 10 ? 1 : 2);
}
