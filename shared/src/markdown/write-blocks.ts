import type { BlockContent } from '../model/content.ts';
import { isPlainNote, nameOfNote, numberOf } from '../model/footnotes.ts';
import type { BlockTypeName } from '../model/registry.ts';
import { isBlockType } from '../model/registry.ts';
import type { Attribute } from './attributes.ts';
import { writeAttributes } from './attributes.ts';
import { MAX_DEPTH } from './bounds.ts';
import { writeProps } from './properties.ts';
import { joinRuns, writeInline } from './write-inline.ts';
import { captioned, code, contents, equation, image, tag, without } from './write-leaf.ts';
import { writeTable } from './write-table.ts';

/** Where a block is written. */
export interface Spot {
  /** Quotes and list items around it. */
  readonly depth: number;
  /** It begins on the line of a list item's marker. */
  readonly afterMarker?: boolean;
  /** The number of a numbered block. */
  readonly number?: number;
}

/** Writes one block without its indentation; what it cannot say itself goes into `childrenTag`. */
type Writer = (block: BlockContent, spot: Spot) => string;

/** Quotes and lists that are written as such; what is nested deeper goes into tags. */
const PLAIN_DEPTH = MAX_DEPTH / 5;

const GAP = '\n\n';

/** CommonMark's limit of nine digits. */
const MAX_NUMBER = 999_999_999;

const WRITERS: Readonly<Record<BlockTypeName, Writer>> = {
  text: (block, spot) =>
    joinRuns(block.runs ?? []).length === 0
      ? emptyTag(block) + childrenTag(block, spot)
      : line(block) + childrenTag(block, spot),
  heading1: (block, spot) => heading('#', block, spot),
  heading2: (block, spot) => heading('##', block, spot),
  heading3: (block, spot) => heading('###', block, spot),
  bulleted: (block, spot) => listItem('- ', 2, block, spot),
  numbered: (block, spot) => {
    const marker = `${Math.min(spot.number ?? 1, MAX_NUMBER)}. `;
    return listItem(marker, marker.length, block, spot);
  },
  todo: (block, spot) => {
    const { checked, ...props } = block.props ?? {};
    const known = checked === true;
    const rest = known ? { ...block, props } : block;
    return listItem(known ? '- [x] ' : '- [ ] ', 2, rest, spot);
  },
  toggle: (block, spot) => {
    const summary = `<summary>${writeInline(block.runs ?? [], 'line')}</summary>`;
    const open = `${tag('details', block)}\n${summary}`;
    const children = writeBlocks(block.children ?? [], spot.depth);
    return children === '' ? `${open}\n</details>` : open + GAP + children + GAP + '</details>';
  },
  quote: (block, spot) => {
    if (spot.depth >= PLAIN_DEPTH) return indent('> ', ownLine(block)) + childrenTag(block, spot);
    return indent('> ', writeBody(block, spot.depth + 1, writeProps(block.type, block.props)));
  },
  callout: (block, spot) => bodyTag('callout', writeProps(block.type, block.props), block, spot),
  code: (block, spot) => code(block) + childrenTag(block, spot),
  equation: (block, spot) => equation(block) + childrenTag(block, spot),
  divider: (block, spot) => {
    const rule = spot.afterMarker ? '***' : '---';
    return (hasProps(block) ? tag('divider', block, '/') : rule) + childrenTag(block, spot);
  },
  table: (block, spot) =>
    block.table
      ? writeTable(block, block.table, (cell) => writeBlocks(cell, spot.depth)) +
        childrenTag(block, spot)
      : unknown(block, spot),
  tableRow: (block, spot) => unknown(block, spot),
  tableColumn: (block, spot) => unknown(block, spot),
  columns: (block, spot) => layout('columns', block, spot),
  column: (block, spot) => layout('column', block, spot),
  image: (block, spot) => (image(block) ?? captioned('image', block)) + childrenTag(block, spot),
  video: (block, spot) => captioned('video', block) + childrenTag(block, spot),
  audio: (block, spot) => captioned('audio', block) + childrenTag(block, spot),
  file: (block, spot) => captioned('file', block) + childrenTag(block, spot),
  bookmark: (block, spot) => captioned('bookmark', block) + childrenTag(block, spot),
  embed: (block, spot) => captioned('embed', block) + childrenTag(block, spot),
  contents: (block, spot) => contents(block) + childrenTag(block, spot),
  footnote: (block, spot) => note(block) + childrenTag(block, spot),
  page: (block, spot) => tag('page', block, '/') + childrenTag(block, spot),
};

/** `blocks` as Markdown without a line break at its end; `depth` quotes and lists are around them. */
export function writeBlocks(
  blocks: readonly BlockContent[],
  depth: number,
  afterMarker = false,
): string {
  let out = '';
  let number = 0;
  blocks.forEach((block, i) => {
    const previous = blocks[i - 1];
    const deep = depth >= PLAIN_DEPTH;
    const follows =
      listOf(block) !== undefined &&
      listOf(previous) === listOf(block) &&
      !(deep && hasChildren(previous));
    const start = block.type === 'numbered' && !follows ? plainStart(block) : undefined;
    number = follows ? number + 1 : (start ?? 1);
    const text = writeBlock(start === undefined ? block : without(block, 'start'), {
      depth,
      number,
      afterMarker: afterMarker && i === 0,
    });
    out += (out === '' ? '' : follows ? '\n' : GAP) + text;
  });
  return out;
}

function writeBlock(block: BlockContent, spot: Spot): string {
  return isBlockType(block.type) ? WRITERS[block.type](block, spot) : unknown(block, spot);
}

/** The list that `block` is an item of: neighbours with equal ones are one list. */
function listOf(block: BlockContent | undefined): string | undefined {
  if (block?.type === 'bulleted' || block?.type === 'todo') return '-';
  return block?.type === 'numbered' ? '1' : undefined;
}

/** The number that a list's first item begins with, if it can say the prop `start`. */
function plainStart(block: BlockContent): number | undefined {
  const start = block.props?.['start'];
  if (typeof start !== 'number' || !Number.isInteger(start)) return undefined;
  return start > 1 && start <= MAX_NUMBER ? start : undefined;
}

function hasChildren(block: BlockContent | undefined): boolean {
  return (block?.children ?? []).length > 0;
}

function heading(marks: string, block: BlockContent, spot: Spot): string {
  const text = writeInline(block.runs ?? [], 'heading', writeProps(block.type, block.props));
  return (text === '' ? marks : `${marks} ${text}`) + childrenTag(block, spot);
}

function listItem(marker: string, width: number, block: BlockContent, spot: Spot): string {
  const children = block.children ?? [];
  const attributes = writeProps(block.type, block.props);
  const deep = spot.depth >= PLAIN_DEPTH;
  let own = ownLine(block, attributes);
  // A to-do's mark needs something after it, and a bare marker none that stands where it could mean something else.
  const bare = children.length === 0 && spot.afterMarker;
  if (own === '' && (marker.length > width || bare || deep)) own = EMPTY;
  let body = own;
  if (!deep && children.length > 0) {
    const nested = writeBlocks(children, spot.depth + 1, own === '');
    const [child] = children;
    const joins = child && listOf(child) && !own.startsWith('<') && startsList(nested);
    body = own === '' ? nested : own + (joins ? '\n' : GAP) + nested;
  }
  const text = body === '' ? marker.trim() : marker + indent(' '.repeat(width), body).slice(width);
  return deep ? text + childrenTag(block, spot) : text;
}

/** Whether `text` begins with a list item that may directly follow the line of a paragraph. */
function startsList(text: string): boolean {
  return /^(?:- |1\. )+(?!- |\d{1,9}[.)])[^\n]/.test(text);
}

/** The tag that stands for a block without text, and for the text of a quote or item that has none. */
const EMPTY = '<empty-block/>';

/** The text of a block whose children are written after it, if it has any or must be told from theirs. */
function ownLine(block: BlockContent, attributes = writeProps(block.type, block.props)): string {
  if (joinRuns(block.runs ?? []).length > 0)
    return writeInline(block.runs ?? [], 'paragraph', attributes);
  if (attributes.length > 0) return `<empty-block ${writeAttributes(attributes)}/>`;
  return block.children?.[0]?.type === 'text' ? EMPTY : '';
}

/** The text of `block` with its children after it. */
function writeBody(block: BlockContent, depth: number, attributes: readonly Attribute[]): string {
  const own = ownLine(block, [...attributes]);
  const children = writeBlocks(block.children ?? [], depth);
  return own === '' || children === '' ? own + children : own + GAP + children;
}

function bodyTag(
  name: string,
  attributes: readonly Attribute[],
  block: BlockContent,
  spot: Spot,
): string {
  const open = `<${[name, writeAttributes(attributes)].join(' ').trim()}`;
  const body = writeBody(block, spot.depth, []);
  return body === '' ? `${open}/>` : `${open}>${GAP}${body}${GAP}</${name}>`;
}

/** A note as GFM has them, if its name allows it; in a tag otherwise, as one that another of its name would hide. */
function note(block: BlockContent): string {
  const name = nameOfNote(block) ?? '';
  if (!isPlainNote(name) || numberOf(block) === undefined) return captioned('footnote', block);
  const text = ownLine(without(block, 'note')) || EMPTY;
  return `[^${name}]: ${indent('    ', text).slice(4)}`;
}

function layout(name: string, block: BlockContent, spot: Spot): string {
  const children = block.children ?? [];
  if (children.length === 0) return tag(name, block, '/');
  const parts = name === 'columns' && children.every(({ type }) => type === 'column');
  const inner = parts
    ? children.map((child) => writeBlock(child, spot)).join('\n')
    : writeBlocks(children, spot.depth);
  const space = parts ? '\n' : GAP;
  return `${tag(name, block)}${space}${inner}${space}</${name}>`;
}

/** The children of a block that has no form of its own for them: they follow it, in a tag. */
function childrenTag(block: BlockContent, spot: Spot): string {
  const children = writeBlocks(block.children ?? [], spot.depth);
  return children === '' ? '' : `${GAP}<children>${GAP}${children}${GAP}</children>`;
}

function unknown(block: BlockContent, spot: Spot): string {
  const attributes: Attribute[] = [['type', block.type], ...writeProps(block.type, block.props)];
  return bodyTag('unknown', attributes, block, spot);
}

function line(block: BlockContent): string {
  return writeInline(block.runs ?? [], 'paragraph', writeProps(block.type, block.props));
}

function emptyTag(block: BlockContent): string {
  return tag('empty-block', block, '/');
}

function hasProps(block: BlockContent): boolean {
  return Object.keys(block.props ?? {}).length > 0;
}

/** `text` with `prefix` before each line, without its spaces where the line is empty. */
function indent(prefix: string, text: string): string {
  return text
    .split('\n')
    .map((part) => (part === '' ? prefix.trimEnd() : prefix + part))
    .join('\n');
}
