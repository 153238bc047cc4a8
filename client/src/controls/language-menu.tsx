import { useCallback } from 'react';
import { setProps } from '@weft/shared/model/operations/set-props';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { type Language, languageOf, LANGUAGES, PLAIN_LANGUAGE } from '../editor/code/languages.ts';
import type { Choice, ChoiceGroup } from '../widgets/choices.tsx';
import { search } from '../widgets/search.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { CHOOSE_LANGUAGE_COMMAND } from './choose-language.ts';
import { SearchMenu } from '../widgets/search-menu.tsx';
import { useAsked } from './use-asked.ts';

/** The languages that code can be in, for the block of code that asks. */
export function LanguageMenu({ binding }: { readonly binding: BlockBinding }) {
  const { editor, page } = binding;
  const [asked, close] = useAsked(editor, CHOOSE_LANGUAGE_COMMAND);
  const name = page.block(asked?.block ?? '')?.props['language'];
  const current = typeof name === 'string' ? (languageOf(name)?.id ?? PLAIN_LANGUAGE) : '';
  const groupsFor = useCallback((query: string) => groupsOf(query, current), [current]);
  if (!asked) return null;

  const leave = (): void => {
    close();
    asked.button.focus();
  };
  return (
    <SearchMenu
      key={asked.block}
      label={panelMessage('code.languages')}
      searchLabel={panelMessage('code.search')}
      nothing={panelMessage('code.nothing')}
      anchor={() => asked.button.getBoundingClientRect()}
      context={asked.button}
      groupsFor={groupsFor}
      onPick={({ id }) => {
        leave();
        editor.update(() =>
          binding.$run(() => setProps(binding.writer, [asked.block], { language: id })),
        );
      }}
      onEscape={leave}
      onClose={close}
    />
  );
}

function groupsOf(query: string, current: string): ChoiceGroup[] {
  const plain: Language = {
    id: PLAIN_LANGUAGE,
    label: message('code.plain'),
    words: panelMessage('code.plain-words'),
  };
  const choices = search([plain, ...LANGUAGES], query).map(({ id, label }): Choice => ({
    id,
    label,
    icon: id === current ? 'check' : 'code',
  }));
  return choices.length === 0 ? [] : [{ choices }];
}
