import { setProps } from '@weft/shared/model/operations/set-props';
import {
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_EDITOR,
  KEY_ENTER_COMMAND,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { $removeBlocks } from '../commands/remove.ts';
import type { BlockSelection } from '../selection/block-selection.ts';
import {
  REMOVE_MEDIA_COMMAND,
  SELECT_VIEWED_COMMAND,
  SET_MEDIA_COMMAND,
} from '../views/media-commands.ts';

/** What Mod+Enter leads to in what a block shows: the first thing there to press. */
const FIRST = ':is(a[href], button, video, audio, iframe, [role="slider"])';

/** Does what views of media ask for. Mod+Enter leads from a selected block, or a caption, into its controls, as Escape leads back. */
export function registerMedia(binding: BlockBinding, selection: BlockSelection): () => void {
  const { editor, page, writer, keys } = binding;
  const $controlsOf = (): HTMLElement | undefined => {
    const [selected] = $selectedBlocks();
    const block = selected ?? $selectionEnds()?.focus.block;
    const element = block === undefined ? null : editor.getElementByKey(keys.get(block) ?? '');
    // Where code is written, the same keys lead out of it.
    const view = selected === undefined ? '.media' : '.block-view';
    return element?.querySelector<HTMLElement>(`:scope > ${view} ${FIRST}`) ?? undefined;
  };
  let captioned: HTMLElement | null = null;
  const $captioned = (): HTMLElement | null => {
    const block = $selectionEnds()?.focus.block;
    const element = block === undefined ? null : editor.getElementByKey(keys.get(block) ?? '');
    return element?.dataset['viewed'] === undefined ? null : element;
  };
  return mergeRegister(
    // A caption without words says that it is one, while the caret is in it.
    editor.registerUpdateListener(({ editorState }) => {
      const element = editorState.read($captioned);
      if (element === captioned) return;
      captioned?.removeAttribute('data-captioned');
      element?.setAttribute('data-captioned', '');
      captioned = element;
    }),
    editor.registerCommand(
      SET_MEDIA_COMMAND,
      ({ block, props }) => {
        if (editor.isEditable() && page.block(block))
          binding.$run(() => setProps(writer, [block], props));
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REMOVE_MEDIA_COMMAND,
      (block) => {
        if (editor.isEditable() && page.block(block)) $removeBlocks(binding, [block]);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      SELECT_VIEWED_COMMAND,
      (block) => {
        editor.getRootElement()?.focus({ preventScroll: true });
        selection.$select(block);
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      KEY_ENTER_COMMAND,
      (event) => {
        if (!event || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
          return false;
        const control = $controlsOf();
        if (!control) return false;
        event.preventDefault();
        control.focus();
        return true;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}
