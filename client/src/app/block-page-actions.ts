import { contentsOf } from '@weft/shared/model/operations/copy';
import { PAGE } from '@weft/shared/model/block-id';
import { copy, markdownOf } from '../controls/copy.ts';
import { FIND_COMMAND } from '../controls/find-command.ts';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedContent } from '../editor/commands/selected-content.ts';
import { LANGUAGE, message } from '../words/messages.ts';
import type { PageActions } from './page-actions.ts';

/**
 * @param bindingOf - the binding, once there is one: until then there is nothing to do
 * @param showHistory - shows what the page was
 */
export function blockPageActions(
  bindingOf: () => BlockBinding | undefined,
  showHistory: () => void,
): PageActions {
  const whole = ({ page }: BlockBinding) => contentsOf(page, page.children(PAGE));
  const withBinding = (act: (binding: BlockBinding) => void): void => {
    const binding = bindingOf();
    if (binding) act(binding);
  };
  return {
    async counts() {
      const { countsOf } = await import('@weft/shared/plain-text');
      const binding = bindingOf();
      const selected = binding?.editor.read(() => $selectedContent(binding)) ?? [];
      const counts = countsOf(selected, LANGUAGE);
      return {
        page: countsOf(binding ? whole(binding) : [], LANGUAGE),
        selected: counts.characters > 0 ? counts : undefined,
      };
    },
    copyLink: () =>
      withBinding(({ editor }) => {
        copy(editor, location.origin + location.pathname, message('copied.link'));
      }),
    copyMarkdown: () =>
      withBinding((binding) => {
        copy(binding.editor, markdownOf(whole(binding)), message('copied.markdown'));
      }),
    showHistory,
    find: () => withBinding(({ editor }) => void editor.dispatchCommand(FIND_COMMAND, '')),
  };
}
