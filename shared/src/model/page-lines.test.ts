import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { PAGE } from './block-id.ts';
import type { BlockContent } from './content.ts';
import { insertBlocks } from './operations/insert.ts';
import { Page } from './page.ts';
import { pageLines } from './page-lines.ts';
import { Writer } from './writer.ts';

function linesOf(contents: readonly BlockContent[]) {
  const page = new Page(new Doc());
  insertBlocks(new Writer({ page, random: Math.random, now: () => 0 }), contents, PAGE, 0);
  return pageLines(page).map(({ text, pages }) => (pages.length > 0 ? { text, pages } : text));
}

const text = (letters: string, children: readonly BlockContent[] = []): BlockContent => ({
  type: 'text',
  runs: [{ text: letters, marks: {} }],
  children,
});

test('SEARCH-2 what is written is read in order, nested, in closed toggles and in tables', () => {
  const table: BlockContent = {
    type: 'table',
    table: { columns: [{}, {}], rows: [{ cells: [[text('a')], [text('b')]] }] },
  };
  const toggle = { ...text('closed', [text('inside')]), type: 'toggle' };
  expect(linesOf([text('one\ntwo'), text(''), toggle, table])).toEqual([
    'one two',
    'closed',
    'inside',
    'a',
    'b',
  ]);
});

test('SEARCH-2 what stands in a line counts as its letters, and what a file or address is called too', () => {
  const line: BlockContent = {
    type: 'text',
    runs: [
      { text: 'met ', marks: {} },
      { inline: { kind: 'mention', user: 'u', name: 'Ada' }, marks: {} },
    ],
  };
  const file: BlockContent = { type: 'file', props: { name: 'plan.pdf' } };
  expect(linesOf([line, file])).toEqual(['met Ada', 'plan.pdf']);
});

test('BACKLINK-1 a line knows the pages that it mentions or links to, each once', () => {
  const mention = { inline: { kind: 'mention', page: 'p1', label: 'Plan' }, marks: {} };
  const line: BlockContent = { type: 'text', runs: [mention, mention] };
  expect(linesOf([line, { type: 'page', props: { page: 'p2' } }])).toEqual([
    { text: 'PlanPlan', pages: ['p1'] },
    { text: '', pages: ['p2'] },
  ]);
});
