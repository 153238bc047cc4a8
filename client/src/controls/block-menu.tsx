import { useCallback, useMemo } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import type { Choice, ChoiceGroup } from '../widgets/choices.tsx';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { SearchMenu } from './search-menu.tsx';
import { type SlashCommand, slashCommands, type SlashGroup } from './slash-commands.ts';

/** What can be done with blocks that are there. */
const GROUPS: readonly SlashGroup[] = ['action', 'turn', 'color', 'background'];

interface BlockMenuProps {
  readonly binding: BlockBinding;
  readonly anchor: () => DOMRect;
  readonly onClose: () => void;
}

/** What can be done with the selected blocks. */
export function BlockMenu({ binding, anchor, onClose }: BlockMenuProps) {
  const { editor } = binding;
  const commands = useMemo(() => slashCommands().filter(({ group }) => GROUPS.includes(group)), []);
  const groupsFor = useCallback((query: string) => groupsOf(commands, query), [commands]);

  const pick = ({ id }: Choice): void => {
    const command = commands.find((one) => one.id === id);
    onClose();
    editor.focus();
    editor.update(() => {
      const [block] = $selectedBlocks();
      if (block !== undefined) command?.$do(binding, { block, offset: 0 });
    });
  };
  return (
    <SearchMenu
      label={message('block.menu')}
      searchLabel={message('block.search')}
      nothing={message('block.nothing')}
      anchor={anchor}
      context={editor.getRootElement()}
      groupsFor={groupsFor}
      onPick={pick}
      onEscape={() => {
        onClose();
        editor.focus();
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
  }));
}

function choiceOf({ id, label, icon, group, kind }: SlashCommand): Choice {
  // Under the heading "Turn into", the kind alone says it.
  return { id, icon, label: group === 'turn' && kind !== undefined ? kind : label };
}
