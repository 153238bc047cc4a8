import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromMarkdown, toMarkdown } from '../markdown.ts';
import type { BlockContent } from '../model/content.ts';
import { page, richText } from './generated-page.ts';
import { joinRuns } from './write-inline.ts';

/** `blocks` with neighbouring runs of equal marks as one and without empty parts. */
function normal(blocks: readonly BlockContent[]): BlockContent[] {
  return blocks.map(({ type, props, runs, children, table }) => {
    const own = joinRuns(runs ?? []);
    return {
      type,
      ...(props && Object.keys(props).length > 0 && { props }),
      ...(own.length > 0 && { runs: own }),
      ...(children && children.length > 0 && { children: normal(children) }),
      ...(table && { table: { columns: table.columns.map(part), rows: table.rows.map((row) => ({ ...part(row), cells: row.cells.map(normal) })) } }),
    };
  });
}

type Props = NonNullable<BlockContent['props']>;

function part({ props }: { props?: Props }): { props?: Props } {
  return props && Object.keys(props).length > 0 ? { props } : {};
}

const RUNS = Number((globalThis as any).process.env.WEFT_RUNS ?? 300);

function same(blocks: readonly BlockContent[]): void {
  const text = toMarkdown(blocks);
  const back = fromMarkdown(text);
  try { expect(normal(back)).toEqual(normal(blocks)); } catch (e) { (e as Error).message += '\n' + JSON.stringify(text) + '\n' + JSON.stringify(back); throw e; }
}

test('MD-1 any page comes back from its Markdown as it was', () => {
  fc.assert(fc.property(page, same), { numRuns: RUNS });
});

test('MD-1 any text comes back from its Markdown as it was', () => {
  fc.assert(
    fc.property(richText, fc.constantFrom('text', 'heading1', 'bulleted', 'todo', 'quote', 'toggle', 'image', 'cell'), (runs, type) =>
      same(
        type === 'cell'
          ? [{ type: 'table', props: { headerRow: true }, table: { columns: [{}], rows: [{ cells: [[{ type: 'text', runs }]] }] } }]
          : [{ type, runs }],
      ),
    ),
    { numRuns: RUNS * 5 },
  );
});
