import type { BlockContent } from '@weft/shared/model/content';
import { letters } from './draft.ts';
import { MAX_CELLS, trimTable } from './read-table.ts';

/**
 * The table that `text` is, cells parted by tabs as spreadsheets copy them; `undefined` unless it clearly is one: at
 * least two rows, all of them with the same number of cells, which is at least two.
 */
export function contentFromTable(text: string): BlockContent | undefined {
  if (!text.includes('\t')) return undefined;
  const rows = rowsOf(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''));
  const width = rows?.[0]?.length ?? 0;
  if (!rows || rows.length < 2 || width < 2 || rows.length * width > MAX_CELLS) return undefined;
  if (rows.some((row) => row.length !== width)) return undefined;
  // Code that is indented by tabs has nothing before them.
  if (rows.every(([first]) => first?.trim() === '')) return undefined;
  const table = trimTable({
    columns: rows[0]?.map(() => ({})) ?? [],
    rows: rows.map((row) => ({
      cells: row.map((cell) => (cell === '' ? [] : [{ type: 'text', runs: letters(cell) }])),
    })),
  });
  return { type: 'table', table };
}

/** The cells of each row. Between quotes a tab and a line's end are letters, and two quotes are one. */
function rowsOf(text: string): string[][] | undefined {
  const rows: string[][] = [[]];
  let from = 0;
  while (from <= text.length) {
    const quoted = text.charAt(from) === '"' ? quotedAt(text, from) : undefined;
    const end = quoted?.end ?? endOfCell(text, from);
    rows.at(-1)?.push(quoted?.cell ?? text.slice(from, end));
    if (text.charAt(end) === '\n') rows.push([]);
    from = end + 1;
    if (rows.length * 2 > MAX_CELLS) return undefined;
  }
  return rows;
}

/** A cell in quotes, which ends where its quotes do; `undefined` if they are letters. */
function quotedAt(text: string, from: number): { cell: string; end: number } | undefined {
  QUOTED.lastIndex = from;
  const match = QUOTED.exec(text);
  if (!match) return undefined;
  return { cell: (match[1] ?? '').replaceAll('""', '"'), end: from + match[0].length };
}

const QUOTED = /"([^"]{0,50000}(?:""[^"]{0,50000}){0,1000})"(?=[\t\n]|$)/y;

function endOfCell(text: string, from: number): number {
  const next = /[\t\n]/g;
  next.lastIndex = from;
  return next.exec(text)?.index ?? text.length;
}
