import { safeAddress } from '@weft/shared/html/safe-address';
import type { BlockContent, Json, Run, TableContent } from '@weft/shared/model/content';
import { isJson } from '@weft/shared/model/json';
import { isStructural } from '@weft/shared/model/registers';
import { MAX_DEPTH } from '@weft/shared/model/tree';
import { wholeLetters } from './whole-letters.ts';

/** The type under which blocks are on the clipboard. Any page may write it, so it is no more trusted than HTML. */
export const OWN_TYPE = 'application/x-weft-blocks+json';

const VERSION = 1;

/** UTF-16 units; a page has 256 MiB of rows at most. */
const MAX_TEXT = 64 * 1024 * 1024;

/** Props and fields that lead somewhere. */
const ADDRESSES: ReadonlySet<string> = new Set([
  'source',
  'address',
  'image',
  'link',
  'href',
  'src',
]);

/** Says that a text is no clipboard of ours. */
class Malformed extends Error {}

type Fields = { readonly [name: string]: unknown };

/** `contents` as what `readOwnClipboard` reads. */
export function ownClipboard(contents: readonly BlockContent[]): string {
  return JSON.stringify({ version: VERSION, blocks: contents });
}

/** The blocks that `text` says, or `undefined` if any part of it is malformed or nested too deeply. */
export function readOwnClipboard(text: string): BlockContent[] | undefined {
  if (text.length > MAX_TEXT) return undefined;
  try {
    const { version, blocks } = fields(JSON.parse(text) as unknown);
    return version === VERSION ? list(blocks).map((block) => readBlock(block, 1)) : undefined;
  } catch {
    // Also what is nested so deeply that JSON itself gives up.
    return undefined;
  }
}

function readBlock(value: unknown, depth: number): BlockContent {
  if (depth > MAX_DEPTH) throw new Malformed();
  const { type, props, runs, children, table } = fields(value);
  if (typeof type !== 'string' || type === '') throw new Malformed();
  return {
    type: wholeLetters(type),
    ...readProps(props),
    ...(runs !== undefined && { runs: list(runs).map(readRun) }),
    ...(children !== undefined && {
      children: list(children).map((child) => readBlock(child, depth + 1)),
    }),
    ...(table !== undefined && { table: readTable(table, depth) }),
  };
}

function readTable(value: unknown, depth: number): TableContent {
  const { columns, rows } = fields(value);
  const read = list(columns).map((column) => readProps(fields(column).props));
  return {
    columns: read,
    rows: list(rows).map((row) => {
      const { props, cells } = fields(row);
      if (list(cells).length !== read.length) throw new Malformed();
      return {
        ...readProps(props),
        cells: list(cells).map((cell) => list(cell).map((block) => readBlock(block, depth + 1))),
      };
    }),
  };
}

/** Where a block stands is not among what it may bring along. */
function readProps(value: unknown): { props?: { readonly [prop: string]: Json } } {
  if (value === undefined) return {};
  const entries = safeEntries(value).filter(([prop]) => prop !== '' && !isStructural(prop));
  return entries.length > 0 ? { props: Object.fromEntries(entries) } : {};
}

function readRun(value: unknown): Run {
  const { text, inline, marks } = fields(value);
  const all = Object.fromEntries(safeEntries(marks));
  if (typeof text === 'string') return { text: wholeLetters(text), marks: all };
  // What has a `b` would be read as the beginning of another block.
  const own = safeEntries(inline).filter(([field]) => field !== 'b');
  const { kind } = fields(inline);
  if (typeof kind !== 'string') throw new Malformed();
  return { inline: { ...Object.fromEntries(own), kind: wholeLetters(kind) }, marks: all };
}

/** What `value` holds, without addresses that could run something. */
function safeEntries(value: unknown): [string, Json][] {
  return Object.entries(fields(value)).flatMap(([name, held]): [string, Json][] => {
    if (!isJson(held)) throw new Malformed();
    if (ADDRESSES.has(name) && safeAddress(held) === undefined) return [];
    return [[wholeLetters(name), typeof held === 'string' ? wholeLetters(held) : held]];
  });
}

function fields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed();
  return value as Fields;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Malformed();
  return value as readonly unknown[];
}
