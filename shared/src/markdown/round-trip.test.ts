import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import { fromMarkdown, toMarkdown } from '../markdown.ts';
import type { BlockContent } from '../model/content.ts';
import { BLOCK_TYPES } from '../model/registry.ts';
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

test('MD-1 code in a link that begins a paragraph is not taken for the definition of an address', () => {
  same([{ type: 'quote', runs: [{ text: ']:-:', marks: { code: true, link: '/a' } }] }]);
  const object = { kind: 'x', of: ']: b' };
  same([{ type: 'toggle', runs: [{ inline: object, marks: { link: 'https://a.b' } }] }]);
  same([{ type: 'text', runs: [{ text: 'a]: b', marks: { bold: true, link: '/a' } }] }]);
});

test('MD-1 signs that begin nothing, however many, hide none that do', () => {
  const underlined = { text: 'u', marks: { underline: true } };
  for (const sign of ['< ', '{ ', '<', '{', '{}', '<3 ']) {
    const runs = [{ text: `a${sign.repeat(100)}`, marks: {} }, underlined];
    same([{ type: 'text', props: { color: 'red' }, runs }]);
  }
});

const CONTAINERS = ['bulleted', 'numbered', 'todo', 'quote'];

test('MD-1 any block may stand first in lists and quotes that begin on one line', () => {
  const text = [{ text: 'a', marks: {} }];
  for (const [type, { role, holds, text: has }] of Object.entries(BLOCK_TYPES)) {
    if (role === 'part' || holds === 'table') continue;
    for (const props of [{}, { start: 2 }]) {
      for (const runs of has === 'none' ? [[]] : [[], text]) {
        for (const outer of CONTAINERS) {
          for (const inner of CONTAINERS) {
            const within = { type: inner, children: [{ type, props, runs }] };
            same([{ type: outer, runs: text, children: [within] }]);
            same([{ type: outer, runs: text, children: [{ type: inner, children: [within] }] }]);
          }
        }
      }
    }
  }
});
