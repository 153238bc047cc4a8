/** Blocks that are written in tags: the tags open and close among their siblings, and hold what is between. */
import type { BlockContent, Run, TableContent } from '../model/content.ts';
import type { Attribute } from './attributes.ts';
import { attributeOf } from './attributes.ts';
import type { Draft } from './drafts.ts';
import { contentOf, finish, withBody } from './drafts.ts';
import type { Props } from './properties.ts';
import { readProps } from './properties.ts';

/** Tags that hold blocks. */
export const HOLDING: ReadonlySet<string> = new Set([
  'callout',
  'unknown',
  'details',
  'columns',
  'column',
  'children',
  'table',
  'tr',
  'td',
  'th',
]);

/** Tags of a whole block each, by the type of the block. */
export const BLOCK_TAGS: { readonly [name: string]: string } = {
  'empty-block': 'text',
  divider: 'divider',
  'code-block': 'code',
  equation: 'equation',
  image: 'image',
  video: 'video',
  audio: 'audio',
  file: 'file',
  bookmark: 'bookmark',
  embed: 'embed',
  page: 'page',
  footnote: 'footnote',
  'table-of-contents': 'contents',
  callout: 'callout',
  unknown: 'unknown',
  columns: 'columns',
  column: 'column',
};

/** A tag that has been opened, and what has been found in it so far. */
export interface Frame {
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly raw: string;
  drafts: Draft[];
  summary?: readonly Run[];
  columns: TableContent['columns'][number][];
  rows: TableContent['rows'][number][];
  cells: (readonly BlockContent[])[];
}

export function newFrame(name: string, attributes: readonly Attribute[], raw: string): Frame {
  return { name, attributes, raw, drafts: [], columns: [], rows: [], cells: [] };
}

/** Adds what `frame`, now closed, is to `parent`. */
export function closeFrame(frame: Frame, parent: Frame): void {
  const { name, attributes, drafts } = frame;
  switch (name) {
    case 'children':
      addChildren(parent, drafts.map(finish));
      return;
    case 'td':
    case 'th':
      if (parent.name === 'tr') parent.cells.push(drafts.map(finish));
      else for (const draft of drafts) parent.drafts.push(draft);
      return;
    case 'tr':
      if (parent.name !== 'table') for (const draft of drafts) parent.drafts.push(draft);
      else parent.rows.push({ ...partProps('tableRow', attributes), cells: frame.cells });
      return;
    case 'table':
      parent.drafts.push({ block: tableOf(frame) });
      return;
    case 'details':
      parent.drafts.push({
        block: contentOf('toggle', {
          props: readProps('toggle', attributes) ?? {},
          runs: frame.summary ?? [],
          children: drafts.map(finish),
        }),
      });
      return;
    case 'columns':
    case 'column':
      parent.drafts.push({
        block: contentOf(name, {
          props: readProps(name, attributes) ?? {},
          children: drafts.map(finish),
        }),
      });
      return;
    default:
      parent.drafts.push({ block: bodied(name, attributes, drafts) });
  }
}

/** Gives up `frames`, which were never closed: each tag is shown as it was written, before what followed it. */
export function abandonFrames(frames: readonly Frame[], parent: Frame): void {
  for (const frame of frames) {
    parent.drafts.push({ block: rawHtml(frame.raw) });
    if (frame.summary) parent.drafts.push({ block: contentOf('text', { runs: frame.summary }) });
    for (const cells of [...frame.rows.map((row) => row.cells), frame.cells]) {
      for (const block of cells.flat()) parent.drafts.push({ block });
    }
    for (const draft of frame.drafts) parent.drafts.push(draft);
  }
}

/** HTML that has no meaning here: it is kept, and visible, as code. */
export function rawHtml(text: string): BlockContent {
  return { type: 'code', props: { language: 'html' }, runs: [{ text, marks: {} }] };
}

/** A column of a table. */
export function addColumn(frame: Frame, attributes: readonly Attribute[]): void {
  frame.columns.push(partProps('tableColumn', attributes));
}

/** The block that a tag without an end, or with only letters in it, stands for. */
export function blockOfTag(
  name: string,
  attributes: readonly Attribute[],
  runs: readonly Run[] = [],
): Draft {
  const type = BLOCK_TAGS[name] ?? 'text';
  if (name === 'empty-block') {
    return { block: { type }, ...(attributes.length > 0 && { list: { attributes, raw: '' } }) };
  }
  const text = attributeOf(attributes, 'text');
  if (name === 'unknown') return { block: bodied(name, attributes, []) };
  const letters = text === undefined ? runs : [{ text, marks: {} }];
  return { block: contentOf(type, { props: readProps(type, attributes) ?? {}, runs: letters }) };
}

function bodied(
  name: string,
  attributes: readonly Attribute[],
  drafts: readonly Draft[],
): BlockContent {
  if (name !== 'unknown') return withBody(name, drafts, readProps(name, attributes) ?? {});
  const type = attributeOf(attributes, 'type') ?? 'unknown';
  const rest = attributes.filter(([attribute]) => attribute !== 'type');
  return withBody(type, drafts, readProps(type, rest) ?? {});
}

function addChildren(parent: Frame, children: readonly BlockContent[]): void {
  const last = parent.drafts.pop();
  if (!last) for (const block of children) parent.drafts.push({ block });
  else {
    const all = [...(last.block.children ?? []), ...children];
    parent.drafts.push({ ...last, block: { ...last.block, children: all } });
  }
}

function tableOf({ attributes, columns, rows }: Frame): BlockContent {
  const count = Math.max(columns.length, ...rows.map(({ cells }) => cells.length));
  const table: TableContent = {
    columns: Array.from({ length: count }, (_, i) => columns[i] ?? {}),
    rows: rows.map((row) => ({
      ...row,
      cells: Array.from({ length: count }, (_, i) => row.cells[i] ?? []),
    })),
  };
  return { ...contentOf('table', { props: readProps('table', attributes) ?? {} }), table };
}

function partProps(type: string, attributes: readonly Attribute[]): { props?: Props } {
  const props = readProps(type, attributes) ?? {};
  return Object.keys(props).length > 0 ? { props } : {};
}
