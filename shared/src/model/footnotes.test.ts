import { expect, test } from 'vitest';
import { toHtml } from '../html.ts';
import { fromMarkdown, toMarkdown } from '../markdown.ts';
import { toPlainText } from '../plain-text.ts';
import type { BlockContent, Run } from './content.ts';
import { nameOfNote, noteOf, numberNotes, renameNotes } from './footnotes.ts';

const to = (note: string): Run => ({ inline: { kind: 'footnote', note }, marks: {} });
const text = (...runs: (Run | string)[]): BlockContent => ({
  type: 'text',
  runs: runs.map((run) => (typeof run === 'string' ? { text: run, marks: {} } : run)),
});
const note = (name: string, ...runs: (Run | string)[]): BlockContent => ({
  ...text(...runs),
  type: 'footnote',
  props: { note: name },
});

const PAGE: readonly BlockContent[] = [
  text('First', to('b'), ', then', to('a'), to('gone')),
  { ...text('item', to('b')), type: 'bulleted', children: [text('nested', to('c'))] },
  note('a', 'of a', to('c')),
  note('b', 'of b'),
  note('b', 'again'),
  note('c', 'of c'),
  note('lost', 'of nothing'),
];

test('NOTE-1 notes are numbered as the text refers to them first', () => {
  const notes = new Set(['a', 'b', 'c', 'lost']);
  expect([...numberNotes(['b', 'a', 'gone', 'b', 'c'], notes)]).toEqual([
    ['b', 1],
    ['a', 2],
    ['c', 3],
    ['lost', 0],
  ]);
});

test('NOTE-1 what is written has the numbers, and of several notes of one name the first', () => {
  expect(toPlainText(PAGE)).toBe(
    [
      'First[1], then[2]',
      '• item[1]',
      '  nested[3]',
      '[2] of a[3]',
      '[1] of b',
      'again',
      '[3] of c',
      'of nothing',
    ].join('\n'),
  );
  const html = toHtml(PAGE);
  expect(html).toContain('<sup class="footnote" data-note="b"><a href="#note-b">1</a></sup>, then');
  expect(html).toContain('<sup class="footnote" data-note="gone">?</sup>');
  expect(html).toContain('<p class="footnote" data-note="b" id="note-b"><sup>1</sup> of b</p>');
  expect(html).toContain('<p class="footnote" data-note="b">again</p>');
});

test('NOTE-1 MD-2 Markdown has notes as GFM does, where it can say their names', () => {
  const markdown = toMarkdown(PAGE);
  expect(markdown).toContain(
    'First[^b], then[^a]<inline kind="footnote" fields=\'{"note":"gone"}\'/>',
  );
  expect(markdown).toContain('[^a]: of a[^c]\n\n[^b]: of b\n\n<footnote note="b">again</footnote>');
  expect(fromMarkdown(markdown)).toEqual(PAGE);
  const loud = [text(to('Loud')), note('Loud', 'x')];
  expect(toMarkdown(loud)).toBe(
    '<inline kind="footnote" fields=\'{"note":"Loud"}\'/>\n\n<footnote note="Loud">x</footnote>\n',
  );
  expect(fromMarkdown(toMarkdown(loud))).toEqual(loud);
});

test.each([
  ['is empty', note('a')],
  ['is empty and has a colour', { ...note('a'), props: { note: 'a', color: 'red' } }],
  ['holds a space that does not break', note('a', '\u00a0')],
  ['begins as a list does', note('a', '- x\n1. y')],
])('NOTE-1 MD-1 a note that %s comes back from its Markdown', (_, written) => {
  const { runs = [], ...rest } = written;
  const page = [text(to('a')), { ...rest, ...(runs.length > 0 && { runs }) }];
  expect(fromMarkdown(toMarkdown(page))).toEqual(page);
});

test('NOTE-1 MD-6 notes that others write are read, and what is more than a text follows', () => {
  expect(
    fromMarkdown('One[^1] and [^none].\n\n[^1]: First\n    goes on\n\n    - more\n\nEnd'),
  ).toEqual([
    text('One', to('1'), ' and [^none].'),
    note('1', 'First goes on'),
    { ...text('more'), type: 'bulleted' },
    text('End'),
  ]);
});

test('NOTE-1 what is no name is none, and letters that look like a note stay letters', () => {
  for (const inline of [
    { kind: 'footnote' },
    { kind: 'footnote', note: 1 },
    { kind: 'x', note: 'a' },
  ])
    expect(noteOf(inline as never)).toBeUndefined();
  expect(nameOfNote({ type: 'footnote', props: { note: ['a'] } })).toBeUndefined();
  expect(nameOfNote({ type: 'text', props: { note: 'a' } })).toBeUndefined();
  const letters = [text('as [^a] says'), note('a', 'x'), text('![^a] [^a]: no')];
  expect(fromMarkdown(toMarkdown(letters))).toEqual(letters);
});

test('NOTE-1 notes that are called as others get new names, and so does what refers to them', () => {
  const renamed = renameNotes(PAGE, new Set(['b']), () => 'new');
  expect(renamed).toEqual(
    JSON.parse(JSON.stringify(PAGE).replaceAll('"note":"b"', '"note":"new"')),
  );
  expect(renameNotes(PAGE, new Set(['gone', 'x']), () => 'new')).toBe(PAGE);
});
