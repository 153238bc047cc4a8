import { useCallback, useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $setIcon, CHOOSE_ICON_COMMAND } from '../editor/commands/choose-icon.ts';
import { signRect } from '../editor/pressed-sign.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import type { ChoiceGroup } from '../widgets/choices.tsx';
import { panelMessage } from '../words/panel-messages.ts';
import { type Emoji, emojiGroups, loadEmoji } from '../widgets/emoji-choices.ts';
import { SearchMenu } from '../widgets/search-menu.tsx';
import { useAsked } from './use-asked.ts';

const NONE = 'none';

/** The icons that a callout can have, as soon as somebody wants another one. */
export function IconMenu({ binding }: { readonly binding: BlockBinding }) {
  const { editor, page, keys } = binding;
  const [callouts, close] = useAsked(editor, CHOOSE_ICON_COMMAND, { editsOnly: true });
  const [emoji, setEmoji] = useState<readonly Emoji[] | 'loading' | 'unloaded'>('loading');
  useEffect(() => {
    if (callouts) loadEmoji().then(setEmoji, () => setEmoji('unloaded'));
  }, [callouts]);
  const [first = ''] = callouts ?? [];
  const hasIcon = page.block(first)?.props['icon'] !== undefined;
  const groupsFor = useCallback(
    (query: string): ChoiceGroup[] => {
      const none = { id: NONE, label: panelMessage('callout.remove'), icon: 'close' as const };
      const found = typeof emoji === 'string' ? [] : emojiGroups(emoji, query);
      // Not the first, which Enter takes.
      return hasIcon && query.trim() === '' ? found.toSpliced(1, 0, { choices: [none] }) : found;
    },
    [emoji, hasIcon],
  );
  const line = editor.getElementByKey(keys.get(first) ?? '');
  if (!callouts || !line) return null;

  const leave = (): void => {
    close();
    focusPage(editor);
  };
  const nothing = emoji === 'loading' || emoji === 'unloaded' ? emoji : 'nothing';
  return (
    <SearchMenu
      key={first}
      label={panelMessage('callout.icons')}
      searchLabel={panelMessage('emoji.search')}
      nothing={panelMessage(`emoji.${nothing}`)}
      anchor={() => signRect(line)}
      context={line}
      groupsFor={groupsFor}
      onPick={({ id }) => {
        leave();
        editor.update(() => $setIcon(binding, callouts, id === NONE ? undefined : id));
      }}
      onEscape={leave}
      onClose={close}
    />
  );
}
