import type { BlockContent, TableContent } from '../model/content.ts';
import { writeAttributes } from './attributes.ts';
import { writeProps } from './properties.ts';
import { joinRuns, writeInline } from './write-inline.ts';

/** Writes the blocks of a cell. */
type WriteCell = (blocks: readonly BlockContent[]) => string;

/** A table as GFM has them if it fits, otherwise in tags. */
export function writeTable(block: BlockContent, table: TableContent, write: WriteCell): string {
  return fitsPipes(block, table) ? writePipes(table) : writeTags(block, table, write);
}

/** Whether the table has a header row, no props besides, and in each cell at most one line of text. */
function fitsPipes(block: BlockContent, { columns, rows }: TableContent): boolean {
  const props = Object.entries(block.props ?? {});
  return (
    props.length === 1 &&
    props[0]?.[0] === 'headerRow' &&
    props[0][1] === true &&
    columns.length > 0 &&
    rows.length > 0 &&
    columns.every(({ props: own }) => isEmpty(own)) &&
    rows.every(
      ({ props: own, cells }) =>
        isEmpty(own) && cells.length === columns.length && cells.every(isLine),
    )
  );
}

function isLine(cell: readonly BlockContent[]): boolean {
  const [block, another] = cell;
  if (!block) return true;
  return (
    another === undefined &&
    block.type === 'text' &&
    isEmpty(block.props) &&
    (block.children ?? []).length === 0 &&
    joinRuns(block.runs ?? []).length > 0
  );
}

function writePipes({ columns, rows }: TableContent): string {
  const lines = rows.map(({ cells }) =>
    pipes(cells.map((cell) => writeInline(cell[0]?.runs ?? [], 'cell'))),
  );
  return [lines[0], pipes(columns.map(() => '---')), ...lines.slice(1)].join('\n');
}

function pipes(cells: readonly string[]): string {
  return `|${cells.map((cell) => (cell === '' ? '  ' : ` ${cell} `)).join('|')}|`;
}

function writeTags(block: BlockContent, { columns, rows }: TableContent, write: WriteCell): string {
  const cols = columns.map(({ props }) => `${tag('col', 'tableColumn', props)}\n`).join('');
  const lines = rows.map(({ props, cells }) => {
    const written = cells.map((cell) => `${writeCell(cell, write)}\n`).join('');
    return `${tag('tr', 'tableRow', props)}\n${written}</tr>\n`;
  });
  return `${tag('table', 'table', block.props)}\n<colgroup>\n${cols}</colgroup>\n${lines.join('')}</table>`;
}

function writeCell(cell: readonly BlockContent[], write: WriteCell): string {
  return cell.length === 0 ? '<td></td>' : `<td>\n\n${write(cell)}\n\n</td>`;
}

function tag(name: string, type: string, props: BlockContent['props']): string {
  return `<${[name, writeAttributes(writeProps(type, props))].join(' ').trim()}>`;
}

function isEmpty(props: BlockContent['props']): boolean {
  return Object.keys(props ?? {}).length === 0;
}
