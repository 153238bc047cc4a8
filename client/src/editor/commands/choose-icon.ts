import type { BlockId } from '@weft/shared/model/block-id';
import { setProps } from '@weft/shared/model/operations/set-props';
import { createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';

/** What a new callout begins with. */
export const FIRST_ICON = '💡';

/** Asks whoever has a surface for it to let somebody choose the icon of callouts, beside the first of them. */
export const CHOOSE_ICON_COMMAND: LexicalCommand<readonly BlockId[]> =
  createCommand('CHOOSE_ICON_COMMAND');

/** Gives callouts another icon, or none. To be called inside an update. */
export function $setIcon(
  binding: BlockBinding,
  callouts: readonly BlockId[],
  icon: string | undefined,
): void {
  const { page, writer } = binding;
  // What somebody has turned into something else meanwhile has no icon.
  const shown = callouts.filter((id) => page.block(id)?.type === 'callout');
  binding.$run(() => setProps(writer, shown, { icon }));
}
