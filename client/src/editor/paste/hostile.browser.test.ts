import { toHtml } from '@weft/shared/html';
import type { BlockContent } from '@weft/shared/model/content';
import { MAX_DEPTH } from '@weft/shared/model/tree';
import { toPlainText } from '@weft/shared/plain-text';
import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { contentFromHtml } from './content-from-html.ts';
import { HOSTILE_HTML } from './testing/hostile-html.ts';

/** Everything that may lead somewhere, wherever it stands. */
function addressesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, held]) =>
    ['link', 'source', 'address', 'image'].includes(name) && typeof held === 'string'
      ? [held]
      : addressesIn(held),
  );
}

const ELEMENTS =
  'script, style, iframe, object, embed, form, svg, math, base, meta, link, template';

/** What of `blocks` could run or lead somewhere unsafe, in them and in the HTML that is made of them. */
function dangers(blocks: readonly BlockContent[]): string[] {
  const page = new DOMParser().parseFromString(toHtml(blocks), 'text/html');
  const handlers = [...page.querySelectorAll('*')].flatMap((element) =>
    element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$/.test(name)),
  );
  return [
    ...addressesIn(blocks).filter((address) => !/^(?:https?|mailto):/i.test(address)),
    ...[...page.body.querySelectorAll(ELEMENTS)].map(({ localName }) => localName),
    ...handlers,
  ];
}

test('PASTE-7 there are enough of them', () => {
  expect(new Set(HOSTILE_HTML).size).toBeGreaterThan(300);
});

test.each(HOSTILE_HTML)('PASTE-7 nothing is left of %j', (html) => {
  const { blocks } = contentFromHtml(html);
  expect(dangers(blocks)).toEqual([]);
  expect(JSON.stringify(blocks)).not.toContain('"style"');
  expect('pasted' in window).toBe(false);
});

test('PASTE-7 scripts and styles are no text', () => {
  const html = '<style>a</style>b<script>c</script><pre>d<script>e</script></pre><template>f</template>';
  expect(toPlainText(contentFromHtml(html).blocks)).toBe('b\nd');
}); // prettier-ignore

const PIECES = [
  '<p>', '</p>', '<b>', '</b>', '<ul>', '<li>', '</ul>', '<ol start=3>', '<table>', '<tr>', '<td colspan=3 rowspan=2>', '</table>', '<br>', '<hr>',
  '<pre>', '</pre>', '<a href="https://a.b">', '<a href="javascript:a">', '</a>', '<img src="https://a.b">', '<details>', '<summary>', '</details>', '<h2>',
  '<svg>', '<math>', '<style>', '</style>', '<!--', '-->', '<script>', '</script>', '<template>', '<select>', '<div style="', 'mso-list:l0 level9 lfo1">', '</div>',
  'a', ' ', '\n', '&nbsp;', '&', '"', '>', '<', '\0', '\ud83d', '🙂', '<figure class=columns>', '<div class="columns"><div class=column>', '<aside>💡', '<div class=children>', '<blockquote>',
]; // prettier-ignore

test('PASTE-7 PASTE-8 no text makes reading throw, nor leads anywhere unsafe', () => {
  const html = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(html, (text) => {
      const { blocks } = contentFromHtml(text);
      expect(dangers(blocks)).toEqual([]);
      expect(JSON.stringify(blocks)).not.toMatch(/\\ud[89a-f]/);
    }),
    { numRuns: 1500 },
  );
}, 120_000);

test('PASTE-8 names that every object has are only names', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    const html = [
      `<div class="markdown-alert markdown-alert-${name}">a</div>`,
      `<p style="${name}:a" class="${name} highlight-${name}" data-color="${name}">a</p>`,
      `<pre class="language-${name}">a</pre><${name}>a</${name}>`,
      `<ol type="${name}"><li style="color:${name}; list-style-type:${name}">a</ol>`,
    ];
    expect(toPlainText(contentFromHtml(html.join('')).blocks).match(/a/g)).toHaveLength(5);
  }
});

const MANY = 100_000;

test.each<[name: string, html: string, letters: string]>([
  ['divs', '<div>'.repeat(MANY), 'x'],
  ['lists', '<ul><li>'.repeat(MANY), 'x'],
  ['quotes', '<blockquote>'.repeat(MANY / 2) + '<hr>'.repeat(MANY / 2), 'x'],
  ['tables', '<table><tr><td>'.repeat(MANY / 2), 'x'],
  ['marks', '<b>'.repeat(MANY), 'x'],
  ['marks that nobody closes', Array.from({ length: 5000 }, (_, i) => `<b a=${i}>`).join('') + '<p>x'.repeat(9000), 'x'],
  ['walls', '<div><object></div></object>'.repeat(MANY / 4), 'x'],
  ['drawings', '<svg><div></svg>'.repeat(MANY / 2), 'x'],
  ['empty elements of drawings', '<svg><p></svg>' + '<path/>'.repeat(MANY), 'x'],
  ['comments', '<!-- '.repeat(MANY), ''],
  ['tags without end', '<a '.repeat(MANY), ''],
])('PASTE-8 %s without end are read at once', (_, html, letters) => {
  const began = performance.now();
  const { blocks } = contentFromHtml(`${html}x`);
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(toPlainText(blocks)).toContain(letters);
}, 30_000); // prettier-ignore

test('PASTE-8 blocks that are nested too deeply stand beside the deepest', () => {
  const depthOf = (blocks: readonly BlockContent[]): number =>
    blocks.reduce((most, { children = [] }) => Math.max(most, 1 + depthOf(children)), 0);
  const { blocks } = contentFromHtml(`${'<ul><li>a'.repeat(200)}b`);
  expect(depthOf(blocks)).toBeLessThan(MAX_DEPTH);
  expect(toPlainText(blocks).match(/a/g)).toHaveLength(200);
  const cells = contentFromHtml('<table><tr><td>a'.repeat(100)).blocks;
  expect(JSON.stringify(cells).match(/"text":"a"/g)).toHaveLength(100);
});

test('PASTE-8 a page of 1 MB is read within a second or two', () => {
  const part = '<p>Hello <b>world</b>, <a href="https://a.b">words</a> <span style="color:#f00">c</span></p>';
  const html = part.repeat(Math.ceil(1_000_000 / part.length));
  const began = performance.now();
  expect(contentFromHtml(html).blocks.length).toBe(html.length / part.length);
  const took = performance.now() - began;
  expect(took).toBeLessThan(5_000);
}, 30_000); // prettier-ignore
