import { drawTable, type Table } from '../measured/table.ts';

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
