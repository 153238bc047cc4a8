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
      ...(table && {
        table: {
          columns: table.columns.map(part),
          rows: table.rows.map((row) => ({ ...part(row), cells: row.cells.map(normal) })),
        },
      }),
    };
  });
}

type Props = NonNullable<BlockContent['props']>;

function part({ props }: { props?: Props }): { props?: Props } {
  return props && Object.keys(props).length > 0 ? { props } : {};
}

function same(blocks: readonly BlockContent[]): void {
  expect(normal(fromMarkdown(toMarkdown(blocks)))).toEqual(normal(blocks));
}

/** What holds text, each in its own way. */
const PLACES = ['text', 'heading1', 'bulleted', 'todo', 'quote', 'toggle', 'image', 'cell'];

test('MD-1 any page comes back from its Markdown as it was', () => {
  fc.assert(fc.property(page, same), { numRuns: 300 });
}, 120_000);

test('MD-1 any text comes back from its Markdown as it was', () => {
  fc.assert(
    fc.property(richText, fc.constantFrom(...PLACES), (runs, type) => {
      if (type !== 'cell') same([{ type, runs }]);
      else {
        const rows = [{ cells: [[{ type: 'text', runs }]] }];
        same([{ type: 'table', props: { headerRow: true }, table: { columns: [{}], rows } }]);
      }
    }),
    { numRuns: 1500 },
  );
}, 120_000);
