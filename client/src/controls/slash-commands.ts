import { $onUpdate } from 'lexical';
import { COLORS } from '@weft/shared/model/colors';
import type { BlockContent } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { type Axis, emptyTable } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { BLOCK_KINDS, type BlockKindName } from '../editor/commands/block-kinds.ts';
import { $duplicate } from '../editor/commands/duplicate.ts';
import { $askForNewEquation } from '../editor/commands/inline-equation.ts';
import { insertInline } from '../editor/commands/insert-inline.ts';
import { insertAt } from '../editor/commands/insert.ts';
import { $moveBlocks } from '../editor/commands/move.ts';
import { CHOOSE_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { $recolor } from '../editor/commands/recolor.ts';
import { $removeBlocks } from '../editor/commands/remove.ts';
import { $turnInto } from '../editor/commands/turn-into.ts';
import { ASK_FOR_MEDIA_COMMAND } from '../editor/views/media-commands.ts';
import type { IconName } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { BLOCK_ICONS } from './block-icons.ts';
import { todayMention } from './mention-choices.ts';

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

const SIGNS: { readonly [Kind in BlockKindName]?: string } = {
  heading1: '#',
  heading2: '##',
  heading3: '###',
  bulleted: '-',
  numbered: '1.',
  todo: '[]',
  toggle: '>',
  quote: '"',
  code: '```',
};

const ADVANCED: ReadonlySet<BlockKindName> = new Set([
  'toggleHeading1',
  'toggleHeading2',
  'toggleHeading3',
  'equation',
]);

const KINDS = Object.keys(BLOCK_KINDS) as BlockKindName[];

const MEDIA = ['image', 'video', 'audio', 'file', 'bookmark', 'embed'] as const;

const COLUMN_COUNTS = [2, 3, 4, 5] as const;

/** All commands, in the order of the menu. */
export function slashCommands(): SlashCommand[] {
  return [
    ...KINDS.map(insertKind),
    insertion('divider', 'divider', { type: 'divider' }, '---'),
    insertion('table', 'table', { ...emptyTable(3, 3), props: { headerRow: true } }),
    ...COLUMN_COUNTS.map(columns),
    ...MEDIA.map(insertMedia),
    insertion('contents', 'contents', { type: 'contents' }),
    LINK_TO_PAGE,
    ...INLINES,
    ...KINDS.map(turnInto),
    ...(['color', 'background'] as const).flatMap((prop) =>
      ['default' as const, ...COLORS].map((color) => recolor(prop, color)),
    ),
    ...ACTIONS,
  ];
}

function insertKind(kind: BlockKindName): SlashCommand {
  const { type, props } = BLOCK_KINDS[kind];
  const sign = SIGNS[kind];
  return {
    id: kind,
    group: ADVANCED.has(kind) ? 'advanced' : 'basic',
    label: message(`kind.${kind}`),
    words: message(`words.${kind}`),
    icon: BLOCK_ICONS[kind],
    ...(sign !== undefined && { sign }),
    $do: (binding, { block }) => {
      binding.$run(() => insertAt(binding, block, { type, props }));
    },
  };
}

function insertion(
  id: 'divider' | 'table' | 'contents',
  icon: IconName,
  content: BlockContent,
  sign?: string,
): SlashCommand {
  return {
    id,
    group: id === 'contents' ? 'advanced' : 'basic',
    label: message(`insert.${id}`),
    words: message(`words.${id}`),
    icon,
    ...(sign !== undefined && { sign }),
    $do: (binding, { block }) => {
      binding.$run(() => insertAt(binding, block, content));
    },
  };
}

/** A block of media that has nothing to show yet asks for it. */
function insertMedia(type: (typeof MEDIA)[number]): SlashCommand {
  return {
    id: type,
    group: 'media',
    label: message(`block.${type}`),
    words: message(`words.${type}`),
    icon: type,
    $do: (binding, { block }) => {
      let made: Point | undefined;
      binding.$run(() => (made = insertAt(binding, block, { type })));
      $onUpdate(() => {
        if (made)
          binding.editor.dispatchCommand(ASK_FOR_MEDIA_COMMAND, {
            block: made.block,
            want: 'media',
          });
      });
    },
  };
}

function columns(count: (typeof COLUMN_COUNTS)[number]): SlashCommand {
  const children = Array.from({ length: count }, () => ({
    type: 'column',
    children: [{ type: 'text' }],
  }));
  return {
    id: `columns${count}`,
    group: 'advanced',
    label: message('insert.columns', { count }),
    words: message('words.columns'),
    icon: count === 5 ? 'columns-4' : `columns-${count}`,
    $do: (binding, { block }) => {
      binding.$run(() => insertAt(binding, block, { type: 'columns', children }));
    },
  };
}

function turnInto(kind: BlockKindName): SlashCommand {
  const { type, props } = BLOCK_KINDS[kind];
  const name = message(`kind.${kind}`);
  return {
    id: `turn-${kind}`,
    group: 'turn',
    label: message('turn.into', { kind: name }),
    kind: name,
    // As people type it, without spaces too.
    words: `turn${name.replaceAll(' ', '')} turn ${message(`words.${kind}`)}`,
    icon: BLOCK_ICONS[kind],
    $do: (binding) => $turnInto(binding, type, props),
  };
}

function recolor(
  prop: 'color' | 'background',
  color: 'default' | (typeof COLORS)[number],
): SlashCommand {
  const name = message(`color.${color}`);
  return {
    id: `${prop}-${color}`,
    group: prop,
    label: message(prop === 'color' ? 'color.text' : 'color.background', { color: name }),
    words: name,
    icon: prop === 'color' ? 'color' : 'background',
    $do: (binding) => $recolor(binding, { prop, color }),
  };
}

const LINK_TO_PAGE: SlashCommand = {
  id: 'pageLink',
  group: 'basic',
  label: message('insert.pageLink'),
  words: message('words.pageLink'),
  icon: 'page',
  $do: ({ editor }, { block }) => {
    $onUpdate(() => editor.dispatchCommand(CHOOSE_PAGE_COMMAND, { block, isNew: true }));
  },
};

/** What goes into the line. */
const INLINES: readonly SlashCommand[] = [
  {
    id: 'mention',
    group: 'inline',
    label: message('insert.mention'),
    words: message('words.mention'),
    icon: 'mention',
    sign: '@',
    opens: '@',
    $do: () => undefined,
  },
  {
    id: 'date',
    group: 'inline',
    label: message('insert.date'),
    words: message('words.date'),
    icon: 'date',
    $do: (binding, at) => binding.$run(() => insertInline(binding, at, todayMention(Date.now()))),
  },
  {
    id: 'emoji',
    group: 'inline',
    label: message('emoji.heading'),
    words: message('words.emoji'),
    icon: 'emoji',
    sign: ':',
    opens: ':',
    $do: () => undefined,
  },
  {
    id: 'inlineEquation',
    group: 'inline',
    label: message('insert.inlineEquation'),
    words: message('words.inlineEquation'),
    icon: 'equation',
    sign: '$$',
    $do: (binding, at) => void $askForNewEquation(binding, at),
  },
];

const ACTIONS: readonly SlashCommand[] = [
  {
    id: 'duplicate',
    group: 'action',
    label: message('action.duplicate'),
    words: message('words.duplicate'),
    icon: 'copy',
    $do: $duplicate,
  },
  {
    id: 'delete',
    group: 'action',
    label: message('action.delete'),
    words: message('words.delete'),
    icon: 'trash',
    $do: (binding, { block }) => {
      const selected = $selectedBlocks();
      $removeBlocks(binding, selected.length > 0 ? selected : [block]);
    },
  },
  {
    id: 'up',
    group: 'action',
    label: message('action.up'),
    words: '',
    icon: 'up',
    $do: (binding) => $moveBlocks(binding, 'up'),
  },
  {
    id: 'down',
    group: 'action',
    label: message('action.down'),
    words: '',
    icon: 'down',
    $do: (binding) => $moveBlocks(binding, 'down'),
  },
];
