import { type BlockId, cellOf } from '../model/block-id.ts';
import type { Page } from '../model/page.ts';
import { textOf } from './page-peer.ts';

/**
 * What people see of a page, one line for each block, two spaces for each level: the letters, after the type in
 * brackets unless that is `text`. A row of a table is `| first cell | second cell`, with `/` between blocks of a cell.
 */
export function outline(page: Page): string[] {
  return page.children('').flatMap((id) => lines(page, id, ''));
}

function lines(page: Page, id: BlockId, indent: string): string[] {
  const block = page.block(id);
  const columns = page.columns(id);
  const inner =
    columns.length > 0
      ? page.children(id).map((row) => `${indent}  ${rowLine(page, row, columns)}`)
      : page.children(id).flatMap((child) => lines(page, child, `${indent}  `));
  const words = [
    block?.type === 'text' ? '' : `[${block?.type}]`,
    textOf(page, id),
    block?.edited === true ? '(edited)' : '',
  ];
  return [indent + words.filter((word) => word !== '').join(' '), ...inner];
}

function rowLine(page: Page, row: BlockId, columns: readonly BlockId[]): string {
  const cells = columns.map((column) => {
    const inside = page.children(cellOf(row, column)).flatMap((id) => lines(page, id, ''));
    return `| ${inside.join(' / ')}`;
  });
  return cells.join(' ');
}
