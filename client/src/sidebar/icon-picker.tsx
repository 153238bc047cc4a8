import { useCallback, useEffect, useRef, useState } from 'react';
import type { ButtonHTMLAttributes } from 'react';
import type { ChoiceGroup } from '../widgets/choices.tsx';
import { type Emoji, emojiGroups, loadEmoji } from '../widgets/emoji-choices.ts';
import { SearchMenu } from '../widgets/search-menu.tsx';
import { panelMessage } from '../words/panel-messages.ts';

interface IconPickerProps {
  readonly label: string;
  readonly button: ButtonHTMLAttributes<HTMLButtonElement>;
  readonly onPick: (icon: string) => void;
  /** Where there is an icon to be without. */
  readonly onRemove?: () => void;
}

const NONE = 'none';

/** A button, and all emoji to choose from. */
export function IconPicker({ label, button, onPick, onRemove }: IconPickerProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [emoji, setEmoji] = useState<readonly Emoji[] | 'loading' | 'unloaded'>('loading');
  const hasIcon = onRemove !== undefined;
  useEffect(() => {
    if (isOpen) loadEmoji().then(setEmoji, () => setEmoji('unloaded'));
  }, [isOpen]);
  const groupsFor = useCallback(
    (query: string): ChoiceGroup[] => {
      const none = { id: NONE, label: panelMessage('head.remove-icon'), icon: 'close' as const };
      const found = typeof emoji === 'string' ? [] : emojiGroups(emoji, query);
      // Not the first, which Enter takes.
      return hasIcon && query.trim() === '' ? found.toSpliced(1, 0, { choices: [none] }) : found;
    },
    [emoji, hasIcon],
  );
  const close = useCallback(() => setOpen(false), []);
  const leave = (): void => {
    close();
    anchor.current?.focus();
  };
  const nothing = typeof emoji === 'string' ? emoji : 'nothing';
  return (
    <>
      <button
        {...button}
        ref={anchor}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      />
      {isOpen ? (
        <SearchMenu
          label={label}
          searchLabel={panelMessage('emoji.search')}
          nothing={panelMessage(`emoji.${nothing}`)}
          anchor={() => anchor.current!.getBoundingClientRect()}
          context={anchor.current}
          groupsFor={groupsFor}
          onPick={({ id }) => {
            leave();
            if (id === NONE) onRemove?.();
            else onPick(id);
          }}
          onEscape={leave}
          onClose={close}
        />
      ) : null}
    </>
  );
}
