import { expect, test } from 'vitest';
import type { BlockContent, Run } from '../model/content.ts';
import { BLOCK_TYPES } from '../model/registry.ts';
import { toPlainText } from '../plain-text.ts';

const runs = (text: string): { runs: Run[] } => ({ runs: [{ text, marks: { bold: true } }] });

test('TXT-1 each line of a block is a line, indented by its depth', () => {
  const page: BlockContent[] = [
    { type: 'heading1', ...runs('Title') },
    { type: 'numbered', props: { start: 4 }, ...runs('a\nb') },
    { type: 'numbered', ...runs('c'), children: [{ type: 'todo', ...runs('d') }] },
    { type: 'columns', children: [{ type: 'column', children: [{ type: 'text', ...runs('e') }] }] },
    { type: 'image', props: { alt: 'f' } },
    { type: 'poll', ...runs('g'), children: [{ type: 'divider' }] },
  ];
  expect(toPlainText(page)).toBe(
    ['Title', '4. a', '  b', '5. c', '  [ ] d', 'e', 'f', 'g', '  ---'].join('\n'),
  );
});

test('TXT-1 the cells of a table have tabs between them', () => {
  const cell = (text: string): BlockContent[] => [{ type: 'text', ...runs(text) }];
  const table = { columns: [{}, {}], rows: [{ cells: [cell('a'), [...cell('b'), ...cell('c')]] }] };
  expect(toPlainText([{ type: 'table', table }])).toBe('a\tb c');
});

test.each(Object.entries(BLOCK_TYPES).filter(([, { text }]) => text !== 'none'))(
  'TXT-2 the letters of %s are there',
  (type) => {
    expect(toPlainText([{ type, ...runs('letters') }])).toContain('letters');
  },
);

test('TXT-2 objects in a line say what they can', () => {
  const objects = [
    { kind: 'equation', text: 'x' },
    { kind: 'mention', name: 'Ada' },
    { kind: 'mention', page: 'p', label: 'Plan' },
    { kind: 'new' },
  ];
  const line = objects.map((inline) => ({ inline, marks: {} }));
  expect(toPlainText([{ type: 'text', runs: line }])).toBe('xAdaPlan');
});
