import { $onUpdate } from 'lexical';
import { COLORS } from '@weft/shared/model/colors';
import type { BlockContent } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { emptyTable } from '@weft/shared/model/operations/table';
import { BLOCK_KINDS, type BlockKindName } from '../editor/commands/block-kinds.ts';
import { insertAt } from '../editor/commands/insert.ts';
import { RECOLOR_COMMAND } from '../editor/commands/recolor.ts';
import { $turnInto } from '../editor/commands/turn-into.ts';
import { ASK_FOR_MEDIA_COMMAND } from '../editor/views/media-commands.ts';
import type { IconName } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { blockActions } from './block-actions.ts';
import { BLOCK_ICONS } from './block-icons.ts';
import { INLINE_COMMANDS, LINK_TO_PAGE, NEW_PAGE } from './inline-commands.ts';
import type { SlashCommand } from './slash-command.ts';

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
    insertion('diagram', 'diagram', { type: 'code', props: { language: 'mermaid' } }),
    insertion('contents', 'contents', { type: 'contents' }),
    NEW_PAGE,
    LINK_TO_PAGE,
    ...INLINE_COMMANDS,
    ...KINDS.map(turnInto),
    ...(['color', 'background'] as const).flatMap((prop) =>
      ['default' as const, ...COLORS].map((color) => recolor(prop, color)),
    ),
    ...blockActions(),
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
  id: 'divider' | 'table' | 'diagram' | 'contents',
  icon: IconName,
  content: BlockContent,
  sign?: string,
): SlashCommand {
  return {
    id,
    group: id === 'contents' || id === 'diagram' ? 'advanced' : 'basic',
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
    label: panelMessage('turn.into', { kind: name }),
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
    $do: ({ editor }) => void editor.dispatchCommand(RECOLOR_COMMAND, { prop, color }),
  };
}
