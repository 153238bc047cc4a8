import type { ServerName } from '../servers/server.ts';
import { bestRival, formatNumber, OURS, ratioOf, type Line } from './line.ts';

/** One line as cells: what, each server's number, ours divided by the best rival's, and how that is to be judged. */
export function cellsOf(line: Line, names: readonly ServerName[]): string[] {
  const ratio = ratioOf(line);
  return [
    `${line.measure}${line.unit === '' ? '' : `, ${line.unit}`}`,
    ...names.map((name) => cellOf(line, name)),
    ratio === undefined ? '' : `x${formatNumber(ratio)}`,
    line.target?.words ?? '',
    verdictOf(line),
  ];
}

/** The heading of each cell of `cellsOf`. */
export function headingsOf(titles: readonly string[]): string[] {
  return ['', ...titles, 'to the best', 'target', ''];
}

function cellOf(line: Line, name: ServerName): string {
  const value = line.values[name];
  if (value === undefined) return '-';
  return formatNumber(value) + (line.disturbed.includes(name) ? ' *' : '');
}

function verdictOf({ target }: Line): string {
  if (!target) return '';
  if (target.isMet === undefined) return 'nothing to compare with';
  return target.isMet ? 'met' : 'not met';
}

/** Why numbers are missing, a sentence for each reason, each only once. */
export function reasonsOf(lines: readonly Line[], titleOf: (name: ServerName) => string): string[] {
  const reasons = new Map<string, Set<ServerName>>();
  for (const { missing } of lines) {
    for (const [name, reason] of Object.entries(missing))
      reasons.set(reason, (reasons.get(reason) ?? new Set()).add(name as ServerName));
  }
  return [...reasons].map(([reason, names]) => `${[...names].map(titleOf).join(', ')}: ${reason}`);
}

/** Ours beside the best rival's, in words. */
export function duelOf(line: Line): string {
  const best = bestRival(line);
  const ours = line.values[OURS];
  const unit = line.unit === '' ? '' : ` ${line.unit}`;
  if (ours === undefined) return '';
  const own = formatNumber(ours);
  return best ? `${own} to ${formatNumber(best.value)}${unit}` : `${own}${unit}`;
}
