import { useCallback, useMemo } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { $editSelected } from '../editor/commands/edit-selected.ts';
import type { TablePart } from '../editor/commands/table-parts.ts';
import { cellPlaceOf } from '../editor/selection/cell-place.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import type { Choice, ChoiceGroup } from '../widgets/choices.tsx';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { layoutCommands } from './layout-commands.ts';
import { ownCommands } from './own-commands.ts';
import { SearchMenu } from '../widgets/search-menu.tsx';
import type { CommandGroup, SlashCommand } from './slash-command.ts';
import { slashCommands } from './slash-commands.ts';
import { gripCommands, partCommands, tableCommands } from './table-commands.ts';

/** What is done with the selected blocks themselves. */
const BLOCK_GROUPS: readonly CommandGroup[] = [
  'callout',
  'numbered',
  'code',
  'page',
  'action',
  'turn',
  'color',
  'background',
];

/** What can be done with what is there, in the order of the menu. */
const GROUPS: readonly CommandGroup[] = [
  'table',
  'row',
  'column',
  'layout',
  'row-background',
  'row-color',
  'column-background',
  'column-color',
  ...BLOCK_GROUPS,
];

interface BlockMenuProps {
  readonly binding: BlockBinding;
  /** The row or column whose menu it is; without it that of the selected blocks. */
  readonly part: TablePart | undefined;
  readonly anchor: () => DOMRect;
  readonly onClose: () => void;
}

/** What can be done with the selected blocks, or with a part of a table. */
export function BlockMenu({ binding, part, anchor, onClose }: BlockMenuProps) {
  const { editor } = binding;
  const commands = useMemo(() => commandsFor(binding, part), [binding, part]);
  const groupsFor = useCallback((query: string) => groupsOf(commands, query), [commands]);

  const pick = ({ id }: Choice): void => {
    const command = commands.find((one) => one.id === id);
    onClose();
    focusPage(editor);
    editor.update(() => {
      const [block] = $selectedBlocks();
      if (!command || (block === undefined && !part)) return;
      command.$do(binding, { block: block ?? '', offset: 0 });
      // The block stood for its cell or column, and is written in again.
      if (!BLOCK_GROUPS.includes(command.group)) $editSelected(binding);
    });
  };
  return (
    <SearchMenu
      label={message(part ? `slash.${part.axis}` : 'block.menu')}
      searchLabel={message('block.search')}
      nothing={message('block.nothing')}
      anchor={anchor}
      context={editor.getRootElement()}
      groupsFor={groupsFor}
      onPick={pick}
      onEscape={() => {
        onClose();
        focusPage(editor);
      }}
      onClose={onClose}
    />
  );
}

function groupsOf(commands: readonly SlashCommand[], query: string): ChoiceGroup[] {
  if (query.trim() !== '') {
    const choices = search(commands, query).map(choiceOf);
    return choices.length === 0 ? [] : [{ choices }];
  }
  return GROUPS.map((group) => ({
    heading: message(`slash.${group}`),
    choices: commands.filter((command) => command.group === group).map(choiceOf),
  })).filter(({ choices }) => choices.length > 0);
}

function choiceOf({ id, label, icon, group, kind, state }: SlashCommand): Choice {
  // Under the heading "Turn into", the kind alone says it.
  const name = group === 'turn' && kind !== undefined ? kind : label;
  return { id, icon, label: name, ...(state !== undefined && { hint: state }) };
}

function commandsFor(binding: BlockBinding, part: TablePart | undefined): SlashCommand[] {
  if (part) return gripCommands(binding, part);
  const blocks = binding.editor.read($selectedBlocks);
  const [block] = blocks;
  if (block === undefined) return [];
  const cell = cellPlaceOf(binding, block);
  const isTable = binding.page.block(block)?.type === 'table';
  const table = isTable ? block : cell?.table;
  return [
    ...(table === undefined ? [] : tableCommands(binding, table)),
    ...(cell && !isTable ? [...partCommands('row'), ...partCommands('column')] : []),
    ...layoutCommands(binding, block),
    ...ownCommands(binding, blocks),
    ...slashCommands().filter(({ group }) => GROUPS.includes(group)),
  ];
}
