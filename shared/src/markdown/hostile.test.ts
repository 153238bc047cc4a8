import { expect, test } from 'vitest';
import { fromMarkdown, MarkdownError, toMarkdown } from '../markdown.ts';
import type { BlockContent } from '../model/content.ts';
import { toPlainText } from '../plain-text.ts';

const MANY = 50_000;

/** Enough for what takes the square of its length to be noticed. */
const SOME = 4_000;

/** What makes parsers slow: each of these returned, whatever is made of it, or the test does not end. */
const HOSTILE: readonly (readonly [name: string, text: string])[] = [
  ['emphasis that opens', '*a '.repeat(SOME)],
  ['emphasis that closes', 'a* '.repeat(SOME)],
  ['emphasis in emphasis', '*a **a '.repeat(SOME / 4) + 'b** b* '.repeat(SOME / 4)],
  ['asterisks', '*'.repeat(MANY)],
  ['asterisks and underscores', '*_'.repeat(SOME)],
  ['tildes', '~~a '.repeat(SOME)],
  ['brackets', '['.repeat(MANY)],
  ['brackets that close', '['.repeat(SOME) + ']'.repeat(SOME)],
  ['pictures', '!['.repeat(SOME)],
  ['links', '[a]('.repeat(SOME)],
  ['addresses', '[a](<b'.repeat(SOME)],
  ['backticks', Array.from({ length: 400 }, (_, i) => '`'.repeat(i)).join(' a ')],
  ['tags', '<a '.repeat(SOME)],
  ['comments', '<!-- '.repeat(SOME)],
  ['instructions', 'a <? '.repeat(SOME)],
  ['attribute lists', '{a="'.repeat(SOME)],
  ['equations', '$`a'.repeat(SOME)],
  ['dollars', 'a $b'.repeat(SOME)],
  ['bare addresses', 'www.a '.repeat(SOME)],
  ['at signs', 'a@'.repeat(SOME)],
  ['tags of ours', '<callout>\n\n'.repeat(900)],
  ['spans', '<span color="red">'.repeat(SOME)],
  ['ends of ours', '</callout>\n\n'.repeat(SOME / 4)],
];

test.each(HOSTILE)(
  'MD-5 %s without end are read',
  (_name, text) => {
    expect(toPlainText(fromMarkdown(text))).not.toBe('');
  },
  300_000,
);

test('MD-5 quotes and lists deeper than the limit are refused with a sentence', () => {
  const inListsUpTo = (depth: number): string =>
    Array.from({ length: depth }, (_, i) => `${'  '.repeat(i)}- a`).join('\n');
  for (const text of [
    '>'.repeat(MANY),
    '- '.repeat(MANY),
    '1. '.repeat(MANY),
    inListsUpTo(101),
    '<callout>\n\n'.repeat(1001),
  ]) {
    expect(() => fromMarkdown(`${text}a`)).toThrow(MarkdownError);
  }
  const code = [{ type: 'code', runs: [{ text: '- '.repeat(2000), marks: {} }] }];
  expect(fromMarkdown(toMarkdown(code))).toEqual(code);
  expect(() => fromMarkdown('>'.repeat(101))).toThrow('deeper than 100 levels');
  expect(fromMarkdown(`${'>'.repeat(100)}a`)).toHaveLength(1);
  expect(fromMarkdown(inListsUpTo(100))).toHaveLength(1);
});

test.each(['bulleted', 'numbered', 'todo', 'quote', 'toggle', 'text'])(
  'MD-5 a page of %s blocks nested deeper than Markdown is read comes back',
  (type) => {
    let block: BlockContent = { type, runs: [{ text: 'innermost', marks: {} }] };
    for (let i = 0; i < 120; i += 1) {
      block = { type, runs: [{ text: `${i}`, marks: {} }], children: [block, { type: 'divider' }] };
    }
    expect(fromMarkdown(toMarkdown([block, block]))).toEqual([block, block]);
  },
  60_000,
);

test('MD-5 a paragraph with more emphasis than is read comes back', () => {
  const runs = Array.from({ length: 3000 }, (_, i) => ({
    text: `${i} `,
    marks: i % 2 === 0 ? { bold: true } : { italic: true },
  }));
  const plain = Array.from({ length: 3000 }, (_, i) => ({
    text: `${i}`,
    marks: i % 2 === 0 ? { bold: true } : {},
  }));
  const page = [
    { type: 'text', runs },
    { type: 'text', runs: plain },
  ];
  expect(fromMarkdown(toMarkdown(page))).toEqual(page);
});
