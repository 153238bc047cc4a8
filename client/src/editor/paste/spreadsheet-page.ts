import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { trimTable } from './read-table.ts';

/** What programs for tables put around the table that they copy. */
const AROUND = new Set(['table', 'noframes', 'meta', 'br', 'link', 'google-sheets-html-origin']);

/** Whether `page` was copied from a program for tables: Excel, Google Sheets or LibreOffice. */
export function isSpreadsheet(page: Document): boolean {
  if (page.querySelector('google-sheets-html-origin') !== null) return true;
  const { documentElement, head } = page;
  if (documentElement.getAttribute('xmlns:x')?.includes('office:excel')) return true;
  const generator = head.querySelector('meta[name="generator" i]')?.getAttribute('content') ?? '';
  const isOffice = /^(?:libreoffice|openoffice|microsoft excel)/i.test(generator);
  return isOffice && [...page.body.children].every(({ localName }) => AROUND.has(localName));
}

/** The tables of such a page without their empty ends; what was in a single cell is no table. */
export function tablesOf(page: Document, context: Context): Draft[] {
  const outer = [...page.querySelectorAll('table')].filter(
    ({ parentElement }) => parentElement?.closest('table') === null,
  );
  return outer.flatMap((element) => {
    const holder = page.createElement('div');
    holder.append(element);
    return context.reading.blocksOf(holder, context).flatMap((draft) => {
      if (!draft.table) return [draft];
      const table = trimTable(draft.table);
      if (table.rows.length > 1 || table.columns.length > 1) return [{ ...draft, table }];
      return table.rows[0]?.cells[0] ?? [];
    });
  });
}
