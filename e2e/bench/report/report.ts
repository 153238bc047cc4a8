import { drawTable } from '../../measured/table.ts';
import { ratioOf, type Line, type RowName } from './line.ts';
import type { ServerWords } from './result.ts';
import { cellsOf, headingsOf, reasonsOf } from './words.ts';

/** Where lines go: tables for people, or one JSON object per line. */
export interface BenchReport {
  /** Which machine and versions; people read it first, programs do without. */
  opening(machine: readonly string[]): void;
  row(name: RowName, title: string, lines: readonly Line[], notes: readonly string[]): void;
}

/** @param write gets whole lines */
export function createBenchReport(
  { json, servers }: { json: boolean; servers: readonly ServerWords[] },
  write: (text: string) => void,
): BenchReport {
  const names = servers.map(({ name }) => name);
  const titleOf = (name: string): string =>
    servers.find((server) => server.name === name)?.title ?? name;
  const acknowledgements = Object.fromEntries(
    servers.map(({ name, acknowledgement }) => [name, acknowledgement]),
  );
  return {
    opening(machine) {
      if (json) return;
      const promises = servers.map(
        ({ title, acknowledgement }) => `  ${title}: ${acknowledgement}`,
      );
      write(`${machine.join('\n')}\nAn acknowledgement means\n${promises.join('\n')}\n`);
    },
    row(name, title, lines, notes) {
      if (json) {
        for (const { isPlotted: _, ...line } of lines)
          write(`${JSON.stringify({ ...line, ratio: ratioOf(line), acknowledgements })}\n`);
        return;
      }
      const table = drawTable({
        headings: headingsOf(servers.map((server) => server.title)),
        lines: lines.map((line) => cellsOf(line, names)),
      });
      const disturbed = lines.some((line) => line.disturbed.length > 0);
      const foot = [
        ...notes,
        ...(disturbed ? ['*: other work on the machine disturbed even the best run.'] : []),
        ...reasonsOf(lines, titleOf),
      ];
      const below = foot.length > 0 ? `\n${foot.join('\n')}\n` : '';
      write(`\n${name}: ${title}\n\n${table}${below}`);
    },
  };
}
