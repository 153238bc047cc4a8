import type { BlockContent, Inline, Run, TableContent } from '../model/content.ts';
import { numberOf, withNumbers } from '../model/footnotes.ts';
import type { BlockTypeName } from '../model/registry.ts';
import { isBlockType } from '../model/registry.ts';
import { objectText } from '../model/object-text.ts';

/** The lines of one block without what it holds. */
type Writer = (block: BlockContent, number: number) => string[];

const text: Writer = ({ runs }) => lettersOf(runs).split('\n');
const nothing: Writer = () => [];

const WRITERS: Readonly<Record<BlockTypeName, Writer>> = {
  text,
  heading1: text,
  heading2: text,
  heading3: text,
  bulleted: (block) => marked('• ', block),
  numbered: (block, number) => marked(`${number}. `, block),
  todo: (block) => marked(block.props?.['checked'] === true ? '[x] ' : '[ ] ', block),
  toggle: text,
  quote: text,
  callout: (block) => marked(prefixed(block.props?.['icon']), block),
  code: text,
  equation: text,
  divider: () => ['---'],
  table: ({ table }) => (table ? rowsOf(table) : []),
  tableRow: nothing,
  tableColumn: nothing,
  columns: nothing,
  column: nothing,
  image: (block) => caption(block, 'alt', 'name'),
  video: (block) => caption(block, 'name'),
  audio: (block) => caption(block, 'name'),
  file: (block) => caption(block, 'name'),
  bookmark: (block) => caption(block, 'title', 'description', 'address'),
  embed: (block) => caption(block, 'address'),
  contents: nothing,
  footnote: (block) => marked(signOf(block), block),
  page: nothing,
};

/**
 * `blocks` as letters: a line for each line of a block, two spaces in front for each level of nesting, tabs
 * between the cells of a table. Nothing of it can be read back; it is for search, previews and plain pastes.
 */
export function toPlainText(blocks: readonly BlockContent[]): string {
  return linesOf(withNumbers(blocks)).join('\n');
}

function linesOf(blocks: readonly BlockContent[]): string[] {
  const lines: string[] = [];
  let number = 0;
  for (const block of blocks) {
    const start = block.props?.['start'];
    const begins = number === 0 && typeof start === 'number' && start > 0;
    number = block.type === 'numbered' ? (begins ? start : number + 1) : 0;
    const writer = isBlockType(block.type) ? WRITERS[block.type] : text;
    for (const line of writer(block, number)) lines.push(line);
    const inner = linesOf(block.children ?? []);
    const layout = block.type === 'columns' || block.type === 'column';
    for (const line of inner) lines.push(layout || line === '' ? line : `  ${line}`);
  }
  return lines;
}

function marked(mark: string, { runs }: BlockContent): string[] {
  const [first = '', ...rest] = lettersOf(runs).split('\n');
  return [mark + first, ...rest.map((line) => `  ${line}`)];
}

/** The number of a note, or of what refers to one. */
function signOf(one: BlockContent | Inline): string {
  const number = numberOf(one) ?? 0;
  return number === 0 ? '' : `[${number}] `;
}

function prefixed(icon: unknown): string {
  return typeof icon === 'string' && icon !== '' ? `${icon} ` : '';
}

/** The caption, or the first of `props` that says something. */
function caption(block: BlockContent, ...props: readonly string[]): string[] {
  const letters = lettersOf(block.runs);
  const named = [letters, ...props.map((prop) => block.props?.[prop])];
  const found = named.find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found.split('\n') : [];
}

function rowsOf({ rows }: TableContent): string[] {
  return rows.map(({ cells }) => cells.map((cell) => linesOf(cell).join(' ')).join('\t'));
}

/** The letters of `runs`; objects in a line say what they can. */
function lettersOf(runs: readonly Run[] = []): string {
  return runs
    .map((run) =>
      'text' in run ? run.text : signOf(run.inline).trimEnd() || objectText(run.inline),
    )
    .join('');
}
