import { useCallback, useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $linkToPage, CHOOSE_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import type { ChoiceGroup } from '../widgets/choices.tsx';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import type { MentionSources } from './mention-choices.ts';
import { SearchMenu } from '../widgets/search-menu.tsx';
import { useAsked } from './use-asked.ts';

/** More than anybody looks through: there are letters to type. */
const MOST = 50;

interface PagePickerProps {
  readonly binding: BlockBinding;
  readonly sources: MentionSources;
}

/** The pages that a block can link to, as soon as somebody wants to. */
export function PagePicker({ binding, sources }: PagePickerProps) {
  const { editor, keys } = binding;
  const [asked, close] = useAsked(editor, CHOOSE_PAGE_COMMAND, { editsOnly: true });
  const [pages, setPages] = useState(sources.pages());
  useEffect(() => {
    if (!asked) return undefined;
    setPages(sources.pages());
    return sources.subscribe(() => setPages(sources.pages()));
  }, [asked, sources]);
  const groupsFor = useCallback(
    (query: string): ChoiceGroup[] => {
      const entries = pages.map(({ id, name }) => ({
        id,
        label: name || message('pages.untitled'),
        words: '',
      }));
      const choices = search(entries, query)
        .slice(0, MOST)
        .map(({ id, label }) => ({ id, label, icon: 'page' as const }));
      return choices.length === 0 ? [] : [{ choices }];
    },
    [pages],
  );
  const element = asked && editor.getElementByKey(keys.get(asked.block) ?? '');
  if (!asked || !element) return null;

  const leave = (): void => {
    close();
    focusPage(editor);
  };
  return (
    <SearchMenu
      key={asked.block}
      label={panelMessage('page-link.heading')}
      searchLabel={panelMessage('page-link.search')}
      nothing={panelMessage('page-link.nothing')}
      anchor={() => element.getBoundingClientRect()}
      context={element}
      groupsFor={groupsFor}
      onPick={({ id }) => {
        leave();
        editor.update(() => $linkToPage(binding, asked, id));
      }}
      onEscape={leave}
      onClose={close}
    />
  );
}
