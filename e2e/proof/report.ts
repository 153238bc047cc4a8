/** Where results go: tables for people, or one JSON object per line. */
export interface Report {
  /** Which machine and versions; people read it first, programs do without. */
  opening(lines: readonly string[]): void;
  /**
   * One finished table. `rows` are for programs, `table` is the same for people; `notes` say what a reader has
   * to know, such as what could not be run.
   */
  table(result: TableResult): void;
}

export interface TableResult {
  readonly proof: 'intent' | 'convergence' | 'speed' | 'life';
  readonly title: string;
  readonly rows: readonly object[];
  readonly table: Table;
  readonly notes?: readonly string[];
}

export interface Table {
  readonly headings: readonly string[];
  readonly lines: readonly (readonly string[])[];
}

/** @param write gets whole lines */
export function createReport(json: boolean, write: (text: string) => void): Report {
  return {
    opening(lines) {
      if (!json) write(`${lines.join('\n')}\n`);
    },
    table({ proof, title, rows, table, notes = [] }) {
      if (json) {
        for (const row of rows) write(`${JSON.stringify({ proof, ...row })}\n`);
        return;
      }
      const foot = notes.map((note) => `${note}\n`).join('');
      write(`\n${title}\n\n${drawTable(table)}${foot === '' ? '' : `\n${foot}`}`);
    },
  };
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
