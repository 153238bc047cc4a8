import { COLORS } from './colors.ts';
import type { Json } from './content.ts';

/** A register of a block: what it may hold, and what it counts as when absent or malformed. */
export interface Prop<Value extends Json = Json> {
  readonly fallback: Value;
  accepts(value: unknown): boolean;
}

/**
 * What a block may hold.
 * - `blocks`: any block that is content.
 * - `nothing`: what is found under it is shown after it.
 * - `toggled`: blocks while its `toggle` is set, otherwise nothing.
 * - `table`, `columns`: the parts of that layout.
 */
export type Holds = 'blocks' | 'nothing' | 'toggled' | 'table' | 'columns';

/** One type of block. */
export interface BlockType {
  /** `rich` has marks and inline objects, `plain` has letters alone, `none` has no text. */
  readonly text: 'rich' | 'plain' | 'none';
  readonly holds: Holds;
  /**
   * `content` stands wherever blocks do; `part` only inside its layout; a part that is found elsewhere is not
   * shown, but what it holds is.
   */
  readonly role: 'content' | 'part';
  /** Besides `color` and `background`, which all have. */
  readonly props: { readonly [prop: string]: Prop };
}

const flag: Prop<boolean> = { fallback: false, accepts: (value) => typeof value === 'boolean' };
const words: Prop<string> = { fallback: '', accepts: (value) => typeof value === 'string' };
const color = oneOf('default', 'default', ...COLORS);

function oneOf(fallback: string, ...values: readonly string[]): Prop<string> {
  return { fallback, accepts: (value) => values.some((known) => known === value) };
}

/** A whole number from `least` to `most`. */
function whole(fallback: number, least: number, most: number): Prop<number> {
  return {
    fallback,
    accepts: (value) =>
      Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
  };
}

/** A share of a width; columns that have none given share alike. */
const share: Prop<number> = {
  fallback: 1,
  accepts: (value) => typeof value === 'number' && value >= 0.05 && value <= 20,
};

/** Pixels, and the extent of pictures; 0 is unknown. */
const pixels = whole(0, 0, 100_000);

const block = (type: Partial<BlockType>): BlockType => ({
  text: 'rich',
  holds: 'nothing',
  role: 'content',
  props: {},
  ...type,
});

const heading = block({ holds: 'toggled', props: { toggle: flag } });
/** An uploaded or linked file; its text is the caption. */
const media = (props: BlockType['props']): BlockType =>
  block({ props: { source: words, name: words, size: whole(0, 0, 2 ** 53 - 1), ...props } });

/** Every type of block that this version knows. Other types are kept and shown as unknown. */
export const BLOCK_TYPES = {
  text: block({ holds: 'blocks' }),
  heading1: heading,
  heading2: heading,
  heading3: heading,
  bulleted: block({ holds: 'blocks' }),
  numbered: block({
    holds: 'blocks',
    // Of a list's first block: how the whole list is numbered, and from where. By itself a list takes the style that
    // comes after that of the item it is in: numbers, letters, roman numerals, and numbers again.
    props: {
      style: oneOf('auto', 'auto', 'numbers', 'letters', 'roman'),
      start: whole(1, 0, 1e9),
    },
  }),
  todo: block({ holds: 'blocks', props: { checked: flag } }),
  toggle: block({ holds: 'blocks' }),
  quote: block({ holds: 'blocks' }),
  callout: block({ holds: 'blocks', props: { icon: words } }),
  code: block({
    text: 'plain',
    // Of a diagram: whether what it is written in is to be seen while nobody writes in it.
    props: { language: words, wrap: flag, lineNumbers: flag, showSource: flag },
  }),
  equation: block({ text: 'plain' }),
  divider: block({ text: 'none' }),
  table: block({
    text: 'none',
    holds: 'table',
    props: { headerRow: flag, headerColumn: flag },
  }),
  tableRow: block({ text: 'none', role: 'part' }),
  tableColumn: block({ text: 'none', role: 'part', props: { width: pixels } }),
  columns: block({ text: 'none', holds: 'columns' }),
  column: block({ text: 'none', holds: 'blocks', role: 'part', props: { share } }),
  image: media({ alt: words, width: pixels, height: pixels, shownWidth: pixels }),
  video: media({ width: pixels, height: pixels, shownWidth: pixels }),
  audio: media({}),
  file: media({}),
  bookmark: block({ props: { address: words, title: words, description: words, image: words } }),
  embed: block({ props: { address: words, height: pixels } }),
  contents: block({ text: 'none' }),
  // Referred to from the text by what it is called.
  footnote: block({ props: { note: words } }),
  page: block({ text: 'none', props: { page: words } }),
} as const satisfies Record<string, BlockType>;

export type BlockTypeName = keyof typeof BLOCK_TYPES;

/** Registers that every block may have. */
export const COMMON_PROPS: { readonly [prop: string]: Prop } = { color, background: color };

/**
 * A type from a newer Weft. Its text, its children and its registers are kept and shown, so that nothing of it
 * is out of reach, and nothing about it can be changed but its text and its place.
 */
export const UNKNOWN_TYPE: BlockType = block({ holds: 'blocks' });

/** A map, because a document may name a type as every object names its methods. */
const TYPES: ReadonlyMap<string, BlockType> = new Map(Object.entries(BLOCK_TYPES));

/** Whether this version knows blocks of type `type`. */
export function isBlockType(type: string): type is BlockTypeName {
  return TYPES.has(type);
}

/** What there is to know about `type`; types of a newer Weft share one answer. */
export function blockTypeOf(type: string): BlockType {
  return TYPES.get(type) ?? UNKNOWN_TYPE;
}

/** The register `prop` of blocks of type `type`, or `undefined` if this version knows no such register. */
export function propOf(type: string, prop: string): Prop | undefined {
  const { props } = blockTypeOf(type);
  if (Object.hasOwn(props, prop)) return props[prop];
  return Object.hasOwn(COMMON_PROPS, prop) ? COMMON_PROPS[prop] : undefined;
}
