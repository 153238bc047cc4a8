import type { Point } from '@weft/shared/model/operations/range';
import type { Axis } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../editor/binding/binding.ts';
import type { IconName } from '../widgets/icons.tsx';

/** Groups of the menu, in its order. */
export const SLASH_GROUPS = [
  'basic',
  'media',
  'advanced',
  'inline',
  'turn',
  'color',
  'background',
  'action',
] as const;
export type SlashGroup = (typeof SLASH_GROUPS)[number];

/** Groups of menus of what is there already. */
export type CommandGroup =
  | SlashGroup
  | 'table'
  | 'layout'
  | 'callout'
  | 'numbered'
  | 'code'
  | 'page'
  | Axis
  | `${Axis}-${'color' | 'background'}`;

/** One entry of a menu: that which `/` and `+` open, or that of a block or of a part of a table. */
export interface SlashCommand {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** Other words that find it. */
  readonly words: string;
  readonly icon: IconName;
  /** What to type instead, such as `#`. */
  readonly sign?: string;
  /** What it turns blocks into. */
  readonly kind?: string;
  /** How it stands, such as on or off. */
  readonly state?: string;
  /** The sign of another menu, which it opens at the caret. */
  readonly opens?: string;
  /** Does it; the caret is where the command was typed. To be called inside an update, outside of `$run`. */
  $do(binding: BlockBinding, at: Point): void;
}
