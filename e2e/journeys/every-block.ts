import type { BlockContent } from '@weft/shared/model/content';
import { cell, line, text } from './made-content.ts';

/** A page with every type of block that is registered, and some that this version does not know. */
export const EVERY_BLOCK: readonly BlockContent[] = [
  line('heading1', 'Every block there is'),
  {
    type: 'text',
    runs: [
      text('Plain text with '),
      text('bold', { bold: true }),
      text(', '),
      text('italic', { italic: true }),
      text(', '),
      text('underlined', { underline: true }),
      text(', '),
      text('struck', { strike: true }),
      text(' and '),
      text('both', { underline: true, strike: true }),
      text(', '),
      text('code', { code: true }),
      text(', '),
      text('a link', { link: 'https://example.com/' }),
      text(', '),
      text('red letters', { color: 'red' }),
      text(', '),
      text('a blue ground', { background: 'blue' }),
      text(', a mention of '),
      { inline: { kind: 'mention', label: '@Ada' }, marks: {} },
      text(', an equation '),
      { inline: { kind: 'equation', text: 'a² + b²' }, marks: {} },
      text(' and what a newer Weft put here '),
      { inline: { kind: 'sparkle' }, marks: {} },
      text('.\nA second line of the same block.'),
    ],
  },
  line('heading2', 'Lists'),
  line('bulleted', 'first', {
    children: [
      line('bulleted', 'nested', { children: [line('bulleted', 'deeper'), line('text', 'plain')] }),
    ],
  }),
  line('bulleted', 'second'),
  line('numbered', 'ninety-nine', { props: { start: 99 } }),
  line('numbered', 'hundred', {
    children: [
      line('numbered', 'letters', { props: { style: 'letters' } }),
      line('numbered', 'go on'),
    ],
  }),
  line('todo', 'open'),
  line('todo', 'done', { props: { checked: true } }),
  line('toggle', 'Toggle', { children: [line('text', 'inside the toggle')] }),
  line('heading3', 'Toggle heading', {
    props: { toggle: true },
    children: [line('text', 'inside the heading')],
  }),
  line('heading2', 'Text that stands apart'),
  line('quote', 'A quote whose bar', { children: [line('text', 'goes on beside what is in it')] }),
  line('callout', 'A callout with an icon', {
    props: { icon: '🧵' },
    children: [line('bulleted', 'and a list'), line('bulleted', 'in its box')],
  }),
  line('callout', 'A green one', { props: { background: 'green' } }),
  line('text', 'A block of purple text', { props: { color: 'purple' } }),
  line('text', 'A block on yellow', { props: { background: 'yellow' } }),
  line('code', 'function weave(warp, weft) {\n\treturn warp + weft;\n}', {
    props: { language: 'javascript' },
  }),
  line('code', 'numbered\nlines', { props: { lineNumbers: true, wrap: true } }),
  line('code', 'flowchart LR\n  accTitle: How it goes\n  warp --> weft', {
    props: { language: 'mermaid' },
  }),
  line('equation', 'e = mc^2'),
  { type: 'divider' },
  line('heading2', 'Layouts'),
  {
    type: 'table',
    props: { headerRow: true, headerColumn: true },
    table: {
      columns: [{}, {}, {}],
      rows: [
        { cells: [cell('Week'), cell('Who'), cell('What')] },
        { cells: [cell('1'), cell('Ada'), [line('todo', 'warp'), line('todo', 'weft')]] },
        { cells: [cell('2'), cell('Grace'), cell('')] },
      ],
    },
  },
  {
    type: 'columns',
    children: [
      { type: 'column', props: { share: 2 }, children: [line('text', 'The wide column.')] },
      { type: 'column', children: [line('heading3', 'Narrow'), line('text', 'The other one.')] },
    ],
  },
  line('heading2', 'Media'),
  line('image', 'A caption', { props: { name: 'loom.png', alt: 'A loom' } }),
  line('video', '', { props: { name: 'weaving.mp4' } }),
  line('audio', ''),
  line('file', 'The pattern', { props: { name: 'pattern.pdf', size: 12_345 } }),
  line('bookmark', '', { props: { address: 'https://example.com/', title: 'An example' } }),
  line('embed', '', { props: { address: 'https://example.com/embedded' } }),
  { type: 'contents' },
  { type: 'page', props: { page: 'AAAAAAAAAAAAAAAAAAAAAA' } },
  { type: 'page' },
  line('hologram', 'Words of a block from a newer Weft'),
  { type: 'beacon' },
  {
    type: 'text',
    runs: [text('The last line'), { inline: { kind: 'footnote', note: 'a' }, marks: {} }],
  },
  line('footnote', 'What it refers to', { props: { note: 'a' } }),
];
