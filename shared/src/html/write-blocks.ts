import type { BlockContent, Json, TableContent } from '../model/content.ts';
import { runsText } from '../model/content.ts';
import { numberOf } from '../model/footnotes.ts';
import type { BlockTypeName } from '../model/registry.ts';
import { isBlockType, propOf } from '../model/registry.ts';
import type { Attributes } from './element.ts';
import { element, escapeHtml } from './element.ts';
import { safeAddress } from './safe-address.ts';
import { writeInline } from './write-inline.ts';

type Writer = (block: BlockContent) => string;

const LIST_STYLES: { readonly [style: string]: string } = { letters: 'a', roman: 'i' };

const WRITERS: Readonly<Record<BlockTypeName, Writer>> = {
  text: (block) => element('p', common(block), writeInline(block.runs)) + nested(block),
  heading1: (block) => heading('h1', block),
  heading2: (block) => heading('h2', block),
  heading3: (block) => heading('h3', block),
  bulleted: item,
  numbered: item,
  todo: (block) => {
    const box = element('input', {
      type: 'checkbox',
      disabled: true,
      checked: flag(block, 'checked'),
    });
    const text = `${box} ${writeInline(block.runs)}`;
    return element('li', { ...common(block), class: 'todo' }, text + writeBlocks(block.children));
  },
  toggle: (block) => toggle(block, writeInline(block.runs)),
  quote: (block) => element('blockquote', common(block), body(block)),
  callout: (block) => {
    const icon = words(block, 'icon');
    const sign = icon === '' ? '' : element('span', { class: 'icon' }, escapeHtml(icon));
    return element('aside', { ...common(block), class: 'callout' }, sign + body(block));
  },
  code: (block) => {
    const language = words(block, 'language');
    const attributes = { class: language === '' ? undefined : `language-${language}` };
    const letters = element('code', attributes, escapeHtml(runsText(block.runs ?? [])));
    return element('pre', common(block), letters) + nested(block);
  },
  equation: (block) => {
    const letters = element('code', {}, escapeHtml(runsText(block.runs ?? [])));
    return element('pre', { ...common(block), class: 'equation' }, letters) + nested(block);
  },
  divider: (block) => element('hr', common(block)) + nested(block),
  table: (block) => (block.table ? table(block, block.table) : '') + nested(block),
  tableRow: (block) => writeBlocks(block.children),
  tableColumn: (block) => writeBlocks(block.children),
  columns: (block) =>
    element('div', { ...common(block), class: 'columns' }, writeBlocks(block.children)),
  column: (block) => {
    const attributes = { ...common(block), class: 'column', 'data-share': number(block, 'share') };
    return element('div', attributes, writeBlocks(block.children));
  },
  image: (block) => {
    const size = {
      width: number(block, 'width') || undefined,
      height: number(block, 'height') || undefined,
    };
    return figure(block, (src) => element('img', { src, alt: words(block, 'alt'), ...size }));
  },
  video: (block) => figure(block, (src) => element('video', { src, controls: true })),
  audio: (block) => figure(block, (src) => element('audio', { src, controls: true })),
  file: (block) => figure(block, (href) => link(href, words(block, 'name'))),
  bookmark: (block) => {
    const address = words(block, 'address');
    const about = words(block, 'description');
    const text = about === '' ? '' : element('p', {}, escapeHtml(about));
    return framed('bookmark', block, linked(address, words(block, 'title')) + text);
  },
  // A page of somebody else is linked, never shown within this one.
  embed: (block) => framed('embed', block, linked(words(block, 'address'), '')),
  contents: (block) => element('nav', { ...common(block), class: 'contents' }) + nested(block),
  footnote: (block) => {
    const name = words(block, 'note');
    const number = numberOf(block);
    const sign = number ? `${element('sup', {}, String(number))} ` : '';
    const attributes = { ...common(block), class: 'footnote', 'data-note': name };
    const id = number === undefined ? undefined : `note-${name}`;
    return element('p', { ...attributes, id }, sign + writeInline(block.runs)) + nested(block);
  },
  page: (block) =>
    element('p', { ...common(block), class: 'page', 'data-page': words(block, 'page') }) +
    nested(block),
};

/** `blocks` as flow HTML, neighbouring items of one kind in one list. */
export function writeBlocks(blocks: readonly BlockContent[] = []): string {
  let html = '';
  for (let i = 0; i < blocks.length;) {
    const first = blocks[i] as BlockContent;
    const list = listOf(first);
    let end = i + 1;
    while (list !== undefined && end < blocks.length && listOf(blocks[end]) === list) end += 1;
    const inner = blocks.slice(i, end).map(writeBlock).join('');
    html += list === undefined ? inner : element(list, listAttributes(first), inner);
    i = end;
  }
  return html;
}

function writeBlock(block: BlockContent): string {
  if (isBlockType(block.type)) return WRITERS[block.type](block);
  return element(
    'div',
    { ...common(block), class: 'unknown', 'data-type': block.type },
    body(block),
  );
}

function listOf(block: BlockContent | undefined): 'ul' | 'ol' | undefined {
  if (block?.type === 'bulleted' || block?.type === 'todo') return 'ul';
  return block?.type === 'numbered' ? 'ol' : undefined;
}

function listAttributes(first: BlockContent): Attributes {
  if (first.type !== 'numbered') return {};
  const start = number(first, 'start');
  return { start: start > 1 ? start : undefined, type: LIST_STYLES[words(first, 'style')] };
}

function item(block: BlockContent): string {
  return element('li', common(block), writeInline(block.runs) + writeBlocks(block.children));
}

function heading(name: string, block: BlockContent): string {
  if (flag(block, 'toggle')) return toggle(block, element(name, {}, writeInline(block.runs)));
  return element(name, common(block), writeInline(block.runs)) + nested(block);
}

function toggle(block: BlockContent, summary: string): string {
  return element(
    'details',
    common(block),
    element('summary', {}, summary) + writeBlocks(block.children),
  );
}

function table(block: BlockContent, { columns, rows }: TableContent): string {
  const widths = columns.map((column) => {
    const width = number({ type: 'tableColumn', ...column }, 'width');
    return element('col', {
      ...common({ type: 'tableColumn', ...column }),
      width: width || undefined,
    });
  });
  const lines = rows.map((row, y) => {
    const cells = row.cells.map((cell, x) => {
      const heads =
        (y === 0 && flag(block, 'headerRow')) || (x === 0 && flag(block, 'headerColumn'));
      return element(heads ? 'th' : 'td', {}, writeBlocks(cell));
    });
    return element('tr', common({ type: 'tableRow', ...row }), cells.join(''));
  });
  const group = element('colgroup', {}, widths.join(''));
  return element('table', common(block), group + element('tbody', {}, lines.join('')));
}

function figure(block: BlockContent, show: (address: string) => string): string {
  const address = safeAddress(block.props?.['source']);
  const shown =
    address === undefined ? escapeHtml(words(block, 'alt') || words(block, 'name')) : show(address);
  return framed(block.type, block, shown);
}

function framed(name: string, block: BlockContent, inner: string): string {
  const caption = writeInline(block.runs);
  const below = caption === '' ? '' : element('figcaption', {}, caption);
  return element('figure', { ...common(block), class: name }, inner + below) + nested(block);
}

function linked(address: string, title: string): string {
  const href = safeAddress(address);
  return href === undefined ? escapeHtml(title || address) : link(href, title);
}

function link(href: string, title: string): string {
  return element('a', { href, rel: 'noopener noreferrer' }, escapeHtml(title || href));
}

/** Text of a block that holds others, as a paragraph before them. */
function body(block: BlockContent): string {
  const text = writeInline(block.runs);
  return (text === '' ? '' : element('p', {}, text)) + writeBlocks(block.children);
}

/** Children of a block whose element cannot hold them. */
function nested(block: BlockContent): string {
  const inner = writeBlocks(block.children);
  return inner === '' ? '' : element('div', { class: 'children' }, inner);
}

/** The colours, which every block may have. */
function common(block: BlockContent): Attributes {
  const color = words(block, 'color');
  const background = words(block, 'background');
  const { change } = block;
  return {
    'data-change': change?.kind,
    'data-author': change?.author,
    'data-color': color === 'default' || color === '' ? undefined : color,
    'data-background': background === 'default' || background === '' ? undefined : background,
  };
}

/** What `prop` counts as: malformed values as absent. */
function valueOf(block: BlockContent, prop: string): Json | undefined {
  const known = propOf(block.type, prop);
  const value = block.props?.[prop];
  return known?.accepts(value) ? value : known?.fallback;
}

function words(block: BlockContent, prop: string): string {
  const value = valueOf(block, prop);
  return typeof value === 'string' ? value : '';
}

function number(block: BlockContent, prop: string): number {
  const value = valueOf(block, prop);
  return typeof value === 'number' ? value : 0;
}

function flag(block: BlockContent, prop: string): boolean {
  return valueOf(block, prop) === true;
}
