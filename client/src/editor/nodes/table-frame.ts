import { setDOMUnmanaged } from 'lexical';

/** A column never gets narrower than this, in pixels. */
export const LEAST_WIDTH = 60;
/** A column without a width of its own takes its part of what the page leaves, and no less than this. */
const LEAST_SHARE = 112;

/** What a table is drawn in: it scrolls inside of itself where it is wider than the page. */
export function createTableFrame(): HTMLElement {
  const frame = document.createElement('div');
  const table = document.createElement('table');
  const widths = document.createElement('colgroup');
  // Rows are the editor's, the widths beside them are not.
  setDOMUnmanaged(widths);
  table.append(widths);
  frame.append(table);
  return frame;
}

/** The table in its frame, and what of it stands before the rows. */
export function tableIn(
  frame: HTMLElement,
): { readonly table: HTMLTableElement; readonly widths: HTMLElement } | undefined {
  const table = frame.firstElementChild;
  const widths = table?.firstElementChild;
  if (!(table instanceof HTMLTableElement) || !(widths instanceof HTMLElement)) return undefined;
  return { table, widths };
}

/** Gives the columns of a table their widths, one element for each however many rows there are; 0 is none of its own. */
export function showWidths(frame: HTMLElement, widths: readonly number[]): void {
  const parts = tableIn(frame);
  if (!parts) return;
  const columns = parts.widths.children;
  while (columns.length > widths.length) columns[columns.length - 1]?.remove();
  while (columns.length < widths.length) parts.widths.append(document.createElement('col'));
  let sum = 0;
  for (const [i, own] of widths.entries()) {
    const column = columns[i];
    const width = own > 0 ? Math.max(own, LEAST_WIDTH) : 0;
    if (column instanceof HTMLElement) column.style.width = width > 0 ? `${width}px` : '';
    sum += width > 0 ? width : LEAST_SHARE;
  }
  parts.table.style.setProperty('--columns', `${sum}px`);
  parts.table.toggleAttribute('data-fitted', widths.includes(0));
}
