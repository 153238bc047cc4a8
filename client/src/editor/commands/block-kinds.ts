import { type Block, propValue } from '@weft/shared/model/block';
import type { Json } from '@weft/shared/model/content';
import { FIRST_ICON } from './choose-icon.ts';

/** What a block of text can be turned into. */
export interface BlockKind {
  readonly type: string;
  readonly props: { readonly [prop: string]: Json };
  /** The digit of its shortcut. */
  readonly digit?: number;
}

/** By name, in the order of menus. */
export const BLOCK_KINDS = {
  text: { type: 'text', props: {}, digit: 0 },
  heading1: { type: 'heading1', props: { toggle: false }, digit: 1 },
  heading2: { type: 'heading2', props: { toggle: false }, digit: 2 },
  heading3: { type: 'heading3', props: { toggle: false }, digit: 3 },
  bulleted: { type: 'bulleted', props: {}, digit: 5 },
  numbered: { type: 'numbered', props: {}, digit: 6 },
  todo: { type: 'todo', props: {}, digit: 4 },
  toggle: { type: 'toggle', props: {}, digit: 7 },
  toggleHeading1: { type: 'heading1', props: { toggle: true } },
  toggleHeading2: { type: 'heading2', props: { toggle: true } },
  toggleHeading3: { type: 'heading3', props: { toggle: true } },
  quote: { type: 'quote', props: {} },
  callout: { type: 'callout', props: { icon: FIRST_ICON } },
  code: { type: 'code', props: {}, digit: 8 },
  equation: { type: 'equation', props: {} },
} as const satisfies { readonly [name: string]: BlockKind };

export type BlockKindName = keyof typeof BLOCK_KINDS;

const ENTRIES = Object.entries(BLOCK_KINDS) as [BlockKindName, BlockKind][];

/** The kind that a block is, `undefined` for what text cannot be turned into. */
export function kindOf(block: Block): BlockKindName | undefined {
  const isToggle = propValue(block, 'toggle') === true;
  const [name] =
    ENTRIES.find(
      ([, { type, props }]) => type === block.type && (props['toggle'] ?? false) === isToggle,
    ) ?? [];
  return name;
}

/** The kind whose shortcut has this digit. */
export function kindOfDigit(digit: number): BlockKindName | undefined {
  return ENTRIES.find(([, kind]) => kind.digit === digit)?.[0];
}
