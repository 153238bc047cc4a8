import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import { $editSelected } from '../editor/commands/edit-selected.ts';
import type { TablePart } from '../editor/commands/table-parts.ts';
import { cellPlaceOf } from '../editor/selection/cell-place.ts';
import { type Choice, type ChoiceGroup, choiceId, Choices } from '../widgets/choices.tsx';
import { placeBeside } from '../widgets/placement.ts';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { layoutCommands } from './layout-commands.ts';
import { type CommandGroup, type SlashCommand, slashCommands } from './slash-commands.ts';
import { gripCommands, partCommands, tableCommands } from './table-commands.ts';

/** What is done with the selected blocks themselves. */
const BLOCK_GROUPS: readonly CommandGroup[] = ['action', 'turn', 'color', 'background'];

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

/** What can be done with the selected blocks, or with a part of a table: a list with a field to search it. */
export function BlockMenu({ binding, part, anchor, onClose }: BlockMenuProps) {
  const surface = useRef<HTMLDivElement>(null);
  const list = useId();
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const commands = useMemo(() => commandsFor(binding, part), [binding, part]);
  const label = message(part ? `slash.${part.axis}` : 'block.menu');
  const groups = useMemo(() => groupsOf(commands, query), [commands, query]);
  const all = groups.flatMap(({ choices }) => choices);

  useLayoutEffect(() => {
    const element = surface.current;
    if (!element) return undefined;
    element.showPopover();
    element.querySelector('input')?.focus({ preventScroll: true });
    const root = binding.editor.getRootElement();
    return placeBeside(
      { getBoundingClientRect: anchor, ...(root && { contextElement: root }) },
      element,
      'start',
    );
    // Placed once; it follows its anchor from then on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  useEffect(() => {
    const element = surface.current;
    const toggled = (event: Event): void => {
      if ((event as ToggleEvent).newState === 'closed') onClose();
    };
    element?.addEventListener('toggle', toggled);
    return () => element?.removeEventListener('toggle', toggled);
  }, [onClose]);

  const pick = ({ id }: Choice): void => {
    const command = commands.find((one) => one.id === id);
    onClose();
    const { editor } = binding;
    focusPage(editor);
    editor.update(() => {
      const [block] = $selectedBlocks();
      if (!command || (block === undefined && !part)) return;
      command.$do(binding, { block: block ?? '', offset: 0 });
      // The block stood for its cell or column, and is written in again.
      if (!BLOCK_GROUPS.includes(command.group)) $editSelected(binding);
    });
  };
  const press = (event: KeyboardEvent): void => {
    const choice = all[active];
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(all.length, 1));
    else if (event.key === 'ArrowUp')
      setActive((active + all.length - 1) % Math.max(all.length, 1));
    else if (event.key === 'Enter' && choice) pick(choice);
    else if (event.key === 'Escape') {
      onClose();
      focusPage(binding.editor);
    } else return;
    event.preventDefault();
  };

  return (
    <div
      ref={surface}
      popover="auto"
      role="dialog"
      aria-label={label}
      className="popover choices-surface"
    >
      <input
        type="text"
        className="field choices-field"
        role="combobox"
        aria-expanded={all.length > 0}
        aria-controls={all.length > 0 ? list : undefined}
        aria-activedescendant={all.length > 0 ? choiceId(list, active) : undefined}
        aria-autocomplete="list"
        aria-label={message('block.search')}
        placeholder={message('block.search')}
        autoComplete="off"
        value={query}
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      {groups.length === 0 ? (
        <p className="choices-nothing" role="status">
          {message('block.nothing')}
        </p>
      ) : (
        <Choices
          id={list}
          label={label}
          groups={groups}
          active={active}
          onActive={setActive}
          onPick={pick}
        />
      )}
    </div>
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
  const [block] = binding.editor.read($selectedBlocks);
  if (block === undefined) return [];
  const cell = cellPlaceOf(binding, block);
  const isTable = binding.page.block(block)?.type === 'table';
  const table = isTable ? block : cell?.table;
  return [
    ...(table === undefined ? [] : tableCommands(binding, table)),
    ...(cell && !isTable ? [...partCommands('row'), ...partCommands('column')] : []),
    ...layoutCommands(binding, block),
    ...slashCommands().filter(({ group }) => GROUPS.includes(group)),
  ];
}
