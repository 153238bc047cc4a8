export interface Table {
  readonly headings: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** Lays a table out in columns: words to the left, numbers to the right. */
export function drawTable({ headings, lines }: Table): string {
  const all = [headings, ...lines];
  const widths = headings.map((_, column) => Math.max(...all.map((line) => width(line[column]))));
  const numeric = headings.map((_, column) => lines.every((line) => isNumber(line[column])));
  const draw = (line: readonly string[]): string =>
    headings
      .map((_, column) => {
        const cell = line[column] ?? '';
        return numeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((each) => '-'.repeat(each)).join('  ');
  return [draw(headings), rule, ...lines.map(draw)].map((line) => `${line}\n`).join('');
}

const width = (cell: string | undefined): number => (cell ?? '').length;

const isNumber = (cell: string | undefined): boolean => /^(?:[-\d].*|)$/.test(cell ?? '');
