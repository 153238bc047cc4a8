import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Inline } from '@weft/shared/model/content';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $placeOf, rectOf } from '../editor/carets/place.ts';
import { insertInline } from '../editor/commands/insert-inline.ts';
import type { Typeahead, Typed } from '../editor/typeahead.ts';
import type { ChoiceGroup } from '../widgets/choices.tsx';
import { message } from '../words/messages.ts';
import { type Emoji, findEmoji, loadEmoji } from '../widgets/emoji-choices.ts';
import { useMentionables } from './use-mentionables.ts';
import { mentionChoices, type MentionSources, NEW_PAGE, newTitle } from './mention-choices.ts';
import { TypeaheadMenu } from './typeahead-menu.tsx';

interface InlineMenusProps {
  readonly binding: BlockBinding;
  readonly typeahead: Typeahead;
  readonly sources: MentionSources;
}

/** Letters after a colon before it may mean an emoji. */
const LEAST = 2;

/** The menus of `@` and `[[`, which mention something, and of `:`, which finds an emoji. */
export function InlineMenus({ binding, typeahead, sources }: InlineMenusProps) {
  const typed = useSyncExternalStore(typeahead.subscribe, typeahead.get);
  const emoji = useEmoji(typed?.sign === ':' && isEnough(typed));
  useMentionables(sources, typed?.sign === '@' || typed?.sign === '[[');
  if (!typed || typed.sign === '/') return null;
  const { label, groups, pick } = menuFor(typed, emoji, sources);
  if (groups.length === 0) return null;

  const put = (id: string): void => {
    const made = pick(id);
    if (made === undefined) return;
    binding.editor.update(() =>
      binding.$run(() =>
        binding.writer.group(() => {
          const at = typeahead.take();
          return at && insertInline(binding, at, made);
        }),
      ),
    );
    binding.editor.focus();
  };
  const { block, from } = typed;
  return (
    <TypeaheadMenu
      key={`${typed.sign} ${from}`}
      editor={binding.editor}
      label={label}
      groups={groups}
      anchor={() =>
        binding.editor.read(() => {
          const place = $placeOf(binding, { block, offset: from });
          return place ? rectOf(place) : new DOMRect();
        })
      }
      onPick={({ id }) => put(id)}
      onCancel={() => typeahead.cancel()}
    />
  );
}

/** Whether it is emoji that are looked for: a colon is a colon too. */
function isEnough({ query, isAsked }: Typed): boolean {
  return isAsked || query.length >= LEAST;
}

interface Menu {
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  /** Letters, or an object. */
  pick(id: string): string | Inline | undefined;
}

function menuFor(typed: Typed, emoji: readonly Emoji[], sources: MentionSources): Menu {
  const { sign, query } = typed;
  if (sign === ':') {
    const found = isEnough(typed) ? findEmoji(emoji, query) : [];
    const choices = found.map((one) => ({
      id: one.emoji,
      label: one.label,
      icon: 'emoji' as const,
      emoji: one.emoji,
    }));
    return {
      label: message('emoji.heading'),
      groups: choices.length === 0 ? [] : [{ choices }],
      pick: (id) => id,
    };
  }
  const { choices, groups } = mentionChoices(sources, query, sign === '[[', Date.now());
  const title = sign === '[[' ? newTitle(sources, query) : undefined;
  const make: ChoiceGroup[] =
    title === undefined
      ? []
      : [{ choices: [{ id: NEW_PAGE, label: message('mention.new', { title }), icon: 'plus' }] }];
  return {
    label: message('mention.heading'),
    groups: [...groups, ...make],
    pick(id) {
      if (id !== NEW_PAGE || title === undefined)
        return choices.find((choice) => choice.id === id)?.inline;
      const page = sources.create?.(title);
      return page === undefined ? undefined : { kind: 'mention', page, label: title };
    },
  };
}

function useEmoji(wanted: boolean): readonly Emoji[] {
  const [emoji, setEmoji] = useState<readonly Emoji[]>([]);
  useEffect(() => {
    // Without them a colon is a colon.
    if (wanted) loadEmoji().then(setEmoji, () => undefined);
  }, [wanted]);
  return emoji;
}
