import { expect, test } from 'vitest';
import { fromMarkdown, toMarkdown } from '../markdown.ts';
import type { BlockContent, Run } from '../model/content.ts';
import type { Marks } from '../model/marks.ts';

const run = (text: string, marks: Marks = {}): Run => ({ text, marks });
const runs = (text: string): { runs: Run[] } => ({ runs: [run(text)] });
const text = (letters: string): BlockContent => ({ type: 'text', ...runs(letters) });

/** Each form as it is written; all of them are read back. */
const FORMS: readonly (readonly [name: string, block: BlockContent, markdown: string])[] = [
  ['a heading', { type: 'heading2', ...runs('Title') }, '## Title'],
  [
    'a heading that toggles',
    { type: 'heading1', props: { toggle: true }, ...runs('Title'), children: [text('within')] },
    '# Title {toggle="true"}\n\n<children>\n\nwithin\n\n</children>',
  ],
  [
    'a list in a list',
    { type: 'bulleted', ...runs('a'), children: [{ type: 'bulleted', ...runs('b') }] },
    '- a\n  - b',
  ],
  ['a to-do', { type: 'todo', ...runs('buy milk') }, '- [ ] buy milk'],
  ['a to-do that is done', { type: 'todo', props: { checked: true }, ...runs('a') }, '- [x] a'],
  ['a number to begin with', { type: 'numbered', props: { start: 7 }, ...runs('a') }, '7. a'],
  [
    'another numbering',
    { type: 'numbered', props: { style: 'roman' }, ...runs('a') },
    '1. a {style="roman"}',
  ],
  ['an item without text', { type: 'bulleted', children: [text('a')] }, '- <empty-block/>\n\n  a'],
  [
    'a quote of several blocks',
    { type: 'quote', ...runs('a'), children: [{ type: 'bulleted', ...runs('b') }] },
    '> a\n>\n> - b',
  ],
  ['a line break', text('a\nb'), 'a\\\nb'],
  ['a colour', { type: 'text', props: { color: 'red' }, ...runs('a') }, 'a {color="red"}'],
  [
    'a background',
    { type: 'text', props: { background: 'red' }, ...runs('a') },
    'a {color="red_bg"}',
  ],
  ['an empty line', { type: 'text' }, '<empty-block/>'],
  ['a note', { type: 'footnote', props: { note: 'k3' }, ...runs('a\nb') }, '[^k3]: a\\\n    b'],
  [
    'a toggle',
    { type: 'toggle', ...runs('more'), children: [text('within')] },
    '<details>\n<summary>more</summary>\n\nwithin\n\n</details>',
  ],
  [
    'a callout',
    { type: 'callout', props: { icon: '💡', background: 'gray' }, ...runs('so') },
    '<callout icon="💡" color="gray_bg">\n\nso\n\n</callout>',
  ],
  [
    'columns',
    {
      type: 'columns',
      children: [
        { type: 'column', props: { share: 2 }, children: [text('a')] },
        { type: 'column', children: [text('b')] },
      ],
    },
    '<columns>\n<column share="2">\n\na\n\n</column>\n<column>\n\nb\n\n</column>\n</columns>',
  ],
  [
    'code',
    { type: 'code', props: { language: 'ts', wrap: true }, ...runs('let a;') },
    '```ts {wrap="true"}\nlet a;\n```',
  ],
  [
    'code with numbers',
    { type: 'code', props: { lineNumbers: true }, ...runs('let a;') },
    '```{line-numbers="true"}\nlet a;\n```',
  ],
  [
    'a list within another, in numbers too',
    { type: 'numbered', props: { style: 'numbers' }, ...runs('a') },
    '1. a {style="numbers"}',
  ],
  ['an equation', { type: 'equation', ...runs('a^2') }, '$$\na^2\n$$'],
  ['a divider', { type: 'divider' }, '---'],
  [
    'a picture',
    { type: 'image', props: { source: '/a.png', alt: 'b', width: 10 }, ...runs('c') },
    '![b](/a.png "c") {width="10"}',
  ],
  [
    'a video',
    { type: 'video', props: { source: '/a.mp4' }, ...runs('c') },
    '<video src="/a.mp4">c</video>',
  ],
  ['a page', { type: 'page', props: { page: 'abc' } }, '<page id="abc"/>'],
  ['contents', { type: 'contents' }, '<table_of_contents/>'],
  [
    'a type of a newer version',
    { type: 'poll', props: { asked: ['a', 1] }, ...runs('q') },
    `<unknown type="poll" props='{"asked":["a",1]}'>\n\nq\n\n</unknown>`,
  ],
  [
    'a table that GFM has',
    {
      type: 'table',
      props: { headerRow: true },
      table: {
        columns: [{}, {}],
        rows: [{ cells: [[text('a')], [text('b|c')]] }, { cells: [[text('1')], []] }],
      },
    },
    '| a | b\\|c |\n| --- | --- |\n| 1 |  |',
  ],
  [
    'a table that GFM has not',
    {
      type: 'table',
      table: { columns: [{}], rows: [{ cells: [[text('a'), { type: 'divider' }]] }] },
    },
    '<table>\n<colgroup>\n<col>\n</colgroup>\n<tr>\n<td>\n\na\n\n---\n\n</td>\n</tr>\n</table>',
  ],
];

test.each(FORMS)('MD-2 %s has its form', (_name, block, markdown) => {
  expect(toMarkdown([block])).toBe(`${markdown}\n`);
  expect(fromMarkdown(`${markdown}\n`)).toEqual([block]);
});

const LINES: readonly (readonly [name: string, runs: readonly Run[], markdown: string])[] = [
  ['bold within letters', [run('a'), run('b', { bold: true }), run('c')], 'a**b**c'],
  ['bold and italic', [run('a', { bold: true, italic: true })], '***a***'],
  ['bold that ends in a space', [run('a ', { bold: true }), run('b')], '<strong>a </strong>b'],
  ['strikethrough', [run('a', { strike: true })], '~~a~~'],
  ['underline', [run('a', { underline: true })], '<span underline="true">a</span>'],
  ['a colour', [run('a', { color: 'red' })], '<span color="red">a</span>'],
  ['a background', [run('a', { background: 'red' })], '<span color="red_bg">a</span>'],
  ['code', [run('a`b', { code: true })], '``a`b``'],
  ['a link', [run('a', { link: '/b' })], '[a](/b)'],
  ['an address', [run('https://a.b', { link: 'https://a.b' })], '<https://a.b>'],
  ['no address', [run('www.a.b')], 'www\\.a.b'],
  ['no address of mail', [run('a@.www.b.cd')], 'a\\@.www\\.b.cd'],
  ['an equation', [{ inline: { kind: 'equation', text: 'x_1' }, marks: {} }], '$`x_1`$'],
  ['a mention', [{ inline: { kind: 'mention', page: 'p' }, marks: {} }], '<mention-page id="p"/>'],
  [
    'an object of a newer version',
    [run('a '), { inline: { kind: 'x', n: 1 }, marks: {} }],
    `a <inline kind="x" fields='{"n":1}'/>`,
  ],
  ['a mark of a newer version', [run('a', { foo: [1] })], `<span marks='{"foo":[1]}'>a</span>`],
  ['what looks like Markdown', [run('1. *a* [b] <c> `d`')], '1\\. \\*a\\* \\[b\\] \\<c> \\`d\\`'],
  [
    'what only resembles it',
    [run('snake_case, 2 < 3 & 4, C# - so')],
    'snake_case, 2 < 3 & 4, C# - so',
  ],
];

test.each(LINES)('MD-2 %s in a line has its form', (_name, line, markdown) => {
  expect(toMarkdown([{ type: 'text', runs: line }])).toBe(`${markdown}\n`);
  expect(fromMarkdown(markdown)).toEqual([{ type: 'text', runs: line }]);
});

test('MD-6 what others write is understood', () => {
  expect(fromMarkdown('a\nb')).toEqual([text('a b')]);
  expect(fromMarkdown('##### deep')).toEqual([{ type: 'heading3', ...runs('deep') }]);
  expect(fromMarkdown('costs $5 and $6')).toEqual([text('costs $5 and $6')]);
  expect(fromMarkdown('$x$')).toEqual([
    { type: 'text', runs: [{ inline: { kind: 'equation', text: 'x' }, marks: {} }] },
  ]);
  expect(fromMarkdown('<b>a</b><u>b</u>')).toEqual([
    { type: 'text', runs: [run('a', { bold: true }), run('b', { underline: true })] },
  ]);
  expect(fromMarkdown('<callout icon="!">\n\ta **b**\n</callout>')).toEqual([
    {
      type: 'callout',
      props: { icon: '!' },
      runs: [run('a '), run('b', { bold: true })],
    },
  ]);
  expect(
    fromMarkdown('<table header-row="true">\n<tr>\n<td>a</td>\n<td>*b*</td>\n</tr>\n</table>'),
  ).toEqual([
    {
      type: 'table',
      props: { headerRow: true },
      table: {
        columns: [{}, {}],
        rows: [{ cells: [[text('a')], [{ type: 'text', runs: [run('b', { italic: true })] }]] }],
      },
    },
  ]);
});

test('MD-6 what has no meaning here stays visible', () => {
  expect(fromMarkdown('<marquee>\na\n</marquee>')).toEqual([
    { type: 'code', props: { language: 'html' }, ...runs('<marquee>\na\n</marquee>') },
  ]);
  expect(fromMarkdown('a <blink>b</blink>')).toEqual([text('a <blink>b</blink>')]);
  expect(fromMarkdown('a {size="b"}')).toEqual([text('a {size="b"}')]);
  expect(fromMarkdown('<callout>\n\na')).toEqual([
    { type: 'code', props: { language: 'html' }, ...runs('<callout>') },
    text('a'),
  ]);
  expect(fromMarkdown('</callout>\n\na')).toEqual([
    { type: 'code', props: { language: 'html' }, ...runs('</callout>') },
    text('a'),
  ]);
  const image = { kind: 'image', source: '/b', alt: 'c' };
  expect(fromMarkdown('a ![c](/b)')).toEqual([
    { type: 'text', runs: [run('a '), { inline: image, marks: {} }] },
  ]);
});
