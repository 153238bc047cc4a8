import { expect, test } from 'vitest';
import { toHtml } from '../html.ts';
import type { BlockContent, Run } from '../model/content.ts';
import type { Marks } from '../model/marks.ts';
import { BLOCK_TYPES, COMMON_PROPS } from '../model/registry.ts';

const runs = (text: string, marks: Marks = {}): { runs: Run[] } => ({ runs: [{ text, marks }] });
const text = (letters: string): BlockContent => ({ type: 'text', ...runs(letters) });

const BLOCKS: readonly (readonly [block: BlockContent, html: string])[] = [
  [text('a < b'), '<p>a &lt; b</p>'],
  [
    { type: 'text', ...runs('a'), children: [text('b')] },
    '<p>a</p><div class="children"><p>b</p></div>',
  ],
  [{ type: 'heading2', ...runs('a') }, '<h2>a</h2>'],
  [
    { type: 'heading1', props: { toggle: true }, ...runs('a'), children: [text('b')] },
    '<details><summary><h1>a</h1></summary><p>b</p></details>',
  ],
  [
    { type: 'bulleted', ...runs('a'), children: [{ type: 'numbered', ...runs('b') }] },
    '<ul><li>a<ol><li>b</li></ol></li></ul>',
  ],
  [
    { type: 'numbered', props: { start: 3, style: 'roman' }, ...runs('a') },
    '<ol start="3" type="i"><li>a</li></ol>',
  ],
  [
    { type: 'todo', props: { checked: true }, ...runs('a') },
    '<ul><li class="todo"><input type="checkbox" disabled checked> a</li></ul>',
  ],
  [
    { type: 'toggle', ...runs('a'), children: [text('b')] },
    '<details><summary>a</summary><p>b</p></details>',
  ],
  [{ type: 'quote', ...runs('a') }, '<blockquote><p>a</p></blockquote>'],
  [
    { type: 'callout', props: { icon: '!', background: 'red' }, ...runs('a') },
    '<aside data-background="red" class="callout"><span class="icon">!</span><p>a</p></aside>',
  ],
  [
    { type: 'code', props: { language: 'ts' }, ...runs('a\n<b>') },
    '<pre><code class="language-ts">a\n&lt;b&gt;</code></pre>',
  ],
  [{ type: 'equation', ...runs('x') }, '<pre class="equation"><code>x</code></pre>'],
  [{ type: 'divider' }, '<hr>'],
  [
    {
      type: 'table',
      props: { headerRow: true },
      table: {
        columns: [{ props: { width: 9 } }],
        rows: [{ cells: [[text('a')]] }, { cells: [[]] }],
      },
    },
    '<table><colgroup><col width="9"></colgroup><tbody><tr><th><p>a</p></th></tr><tr><td></td></tr></tbody></table>',
  ],
  [
    { type: 'columns', children: [{ type: 'column', props: { share: 2 }, children: [text('a')] }] },
    '<div class="columns"><div class="column" data-share="2"><p>a</p></div></div>',
  ],
  [
    { type: 'image', props: { source: '/a', alt: 'b', width: 1 }, ...runs('c') },
    '<figure class="image"><img src="/a" alt="b" width="1"><figcaption>c</figcaption></figure>',
  ],
  [
    { type: 'video', props: { source: '/a' } },
    '<figure class="video"><video src="/a" controls></video></figure>',
  ],
  [
    { type: 'audio', props: { source: '/a' } },
    '<figure class="audio"><audio src="/a" controls></audio></figure>',
  ],
  [
    { type: 'file', props: { source: '/a', name: 'b' } },
    '<figure class="file"><a href="/a" rel="noopener noreferrer">b</a></figure>',
  ],
  [
    { type: 'bookmark', props: { address: 'https://a.b', title: 'c' } },
    '<figure class="bookmark"><a href="https://a.b" rel="noopener noreferrer">c</a></figure>',
  ],
  [
    { type: 'embed', props: { address: 'https://a.b' } },
    '<figure class="embed"><a href="https://a.b" rel="noopener noreferrer">https://a.b</a></figure>',
  ],
  [{ type: 'contents' }, '<nav class="contents"></nav>'],
  [{ type: 'page', props: { page: 'id' } }, '<p class="page" data-page="id"></p>'],
  [
    { type: 'poll', ...runs('a'), children: [text('b')] },
    '<div class="unknown" data-type="poll"><p>a</p><p>b</p></div>',
  ],
];

test.each(BLOCKS)('HTML-1 %j has its elements', (block, html) => {
  expect(toHtml([block])).toBe(html);
});

test('HTML-1 neighbouring items share a list', () => {
  const items: BlockContent[] = [
    { type: 'bulleted', ...runs('a') },
    { type: 'bulleted', ...runs('b') },
    { type: 'numbered', ...runs('c') },
  ];
  expect(toHtml(items)).toBe('<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>');
});

test('HTML-2 marks are elements around their letters', () => {
  const marks = { bold: true, link: '/b', color: 'red', comment: 'unknown' };
  expect(toHtml([{ type: 'text', ...runs('a\nb', marks) }])).toBe(
    '<p><a href="/b" rel="noopener noreferrer"><span data-color="red"><strong>a<br>b</strong></span></a></p>',
  );
  const inline = { kind: 'equation', text: '<x>' };
  expect(toHtml([{ type: 'text', runs: [{ inline, marks: {} }] }])).toBe(
    '<p><code class="equation">&lt;x&gt;</code></p>',
  );
});

const HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(1)>' onload=alert(1) x='";

test.each(Object.entries(BLOCK_TYPES))(
  'HTML-3 hostile text in %s is only letters',
  (type, { props }) => {
    const names = Object.keys({ ...props, ...COMMON_PROPS, [HOSTILE]: 0 });
    const hostile: BlockContent = {
      type,
      props: Object.fromEntries(names.map((name) => [name, HOSTILE])),
      runs: [
        { text: HOSTILE, marks: { link: HOSTILE, color: HOSTILE, [HOSTILE]: true } },
        { inline: { kind: HOSTILE, text: HOSTILE }, marks: { link: `/${HOSTILE}` } },
        {
          inline: { kind: 'image', source: `/${HOSTILE}`, alt: HOSTILE, title: HOSTILE },
          marks: {},
        },
        { inline: { kind: 'mention', page: HOSTILE, name: HOSTILE }, marks: {} },
      ],
    };
    const html = toHtml([hostile, { ...hostile, type: HOSTILE, children: [hostile] }]);
    const tags = html.match(/<[^>]*>/g) ?? [];
    const outside = tags.map((tag) => tag.replace(/"[^"]*"/g, '""'));
    expect(outside.filter((tag) => /script|onerror|onload|style|iframe|'/i.test(tag))).toEqual([]);
  },
);

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'javascript\u200b:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:a',
  'file:///etc/passwd',
  'blob:https://a.b/c',
])('HTML-4 nothing leads to %j', (address) => {
  const link: BlockContent = { type: 'text', ...runs('a', { link: address }) };
  expect(toHtml([link])).toBe('<p>a</p>');
  const media = ['image', 'video', 'audio', 'file'].map((type) => ({
    type,
    props: { source: address },
  }));
  const cards = ['bookmark', 'embed'].map((type) => ({ type, props: { address, image: address } }));
  expect(toHtml([...media, ...cards])).not.toMatch(/(?:src|href)=/);
});

test.each([
  'https://a.b/c?d#e',
  'http://a',
  'mailto:a@b.c',
  '/a',
  'a/b:c',
  '#a',
  '?a=b:c',
  '//a.b',
])('HTML-4 a link leads to %s', (address) => {
  const html = toHtml([{ type: 'text', ...runs('a', { link: address }) }]);
  expect(html).toBe(`<p><a href="${address}" rel="noopener noreferrer">a</a></p>`);
});
