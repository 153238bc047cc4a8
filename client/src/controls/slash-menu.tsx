import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $placeOf, rectOf } from '../editor/carets/place.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import type { Typeahead } from '../editor/typeahead.ts';
import type { Choice, ChoiceGroup } from '../widgets/choices.tsx';
import { search } from '../widgets/search.ts';
import type { Setting } from '../widgets/setting.ts';
import { message } from '../words/messages.ts';
import { SLASH_GROUPS, type SlashCommand } from './slash-command.ts';
import { slashCommands } from './slash-commands.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

/** How many commands that were used last come first. */
const RECENT = 4;
/** Enough to see that there are more letters to type. */
const MOST = 30;

interface SlashMenuProps {
  readonly binding: BlockBinding;
  readonly typeahead: Typeahead;
  /** Ids of commands, the last one used first. */
  readonly recent: Setting<readonly string[]>;
}

/** The menu of all that can be put into a page, and done with a block, by its name. */
export function SlashMenu({ binding, typeahead, recent }: SlashMenuProps) {
  const typed = useSyncExternalStore(typeahead.subscribe, typeahead.get);
  const commands = useMemo(() => slashCommands(), []);
  const query = typed?.sign === '/' ? typed.query : undefined;
  const groups = useMemo(
    () => (query === undefined ? [] : groupsOf(commands, query, recent.get())),
    [commands, query, recent],
  );
  const isOver = query !== undefined && groups.length === 0 && query.includes(' ');
  useEffect(() => {
    if (isOver) typeahead.cancel();
  }, [isOver, typeahead]);
  const { block, from } = typed ?? {};
  const anchor = useCallback(
    () =>
      binding.editor.read(() => {
        const place = block && $placeOf(binding, { block, offset: from ?? 0 });
        return place ? rectOf(place) : new DOMRect();
      }),
    [binding, block, from],
  );
  if (!typed || groups.length === 0) return null;

  const pick = ({ id }: Choice): void => {
    const command = commands.find((one) => one.id === id);
    if (!command) return;
    recent.set([id, ...recent.get().filter((other) => other !== id)].slice(0, RECENT));
    // Before what the command opens, which takes the focus for itself.
    focusPage(binding.editor);
    binding.editor.update(() => {
      binding.writer.group(() => {
        let at = { block: typed.block, offset: typed.from };
        binding.$run(() => (at = typeahead.take() ?? at));
        command.$do(binding, at);
      });
    });
    if (command.opens !== undefined) typeahead.open(command.opens);
  };
  return (
    <TypeaheadMenu
      editor={binding.editor}
      label={message('slash.heading')}
      groups={groups}
      anchor={anchor}
      onPick={pick}
      onCancel={() => typeahead.cancel()}
    />
  );
}

function groupsOf(
  commands: readonly SlashCommand[],
  query: string,
  recent: readonly string[],
): ChoiceGroup[] {
  if (query !== '') {
    const choices = search(commands, query).slice(0, MOST).map(choiceOf);
    return choices.length === 0 ? [] : [{ choices }];
  }
  const last = recent.flatMap((id) => commands.find((command) => command.id === id) ?? []);
  const groups = SLASH_GROUPS.map((group) => ({
    heading: message(`slash.${group}`),
    choices: commands.filter((command) => command.group === group).map(choiceOf),
  }));
  if (last.length === 0) return groups;
  const choices = last.map((command) => ({ ...choiceOf(command), id: command.id }));
  return [{ heading: message('slash.recent'), choices }, ...groups];
}

function choiceOf({ id, label, icon, sign }: SlashCommand): Choice {
  return { id, label, icon, ...(sign !== undefined && { hint: sign }) };
}
