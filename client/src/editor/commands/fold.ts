import { type Block, blockLength } from '@weft/shared/model/block';
import { PAGE } from '@weft/shared/model/block-id';
import { isInside, subtree } from '@weft/shared/model/operations/place';
import type { BlockBinding } from '../binding/binding.ts';
import { isToggle } from '../binding/folding.ts';
import { $selectionEnds } from '../binding/points.ts';

/** Opens or closes toggles. A caret in what is hidden goes to the toggle's end. */
export function $fold(binding: BlockBinding, toggles: readonly Block[], open: boolean): void {
  binding.$run(() => {
    const caret = $selectionEnds()?.focus.block;
    for (const { id } of toggles) binding.folding.set(id, open);
    const hides =
      caret === undefined || open
        ? undefined
        : toggles.find(({ id }) => id !== caret && isInside(binding.page, caret, id));
    return hides && { block: hides.id, offset: blockLength(hides) };
  });
}

/** Closes all toggles of the page, or opens them if none is open. */
export function $foldAll(binding: BlockBinding): void {
  const { page, folding } = binding;
  const toggles = page
    .children(PAGE)
    .flatMap((id) => subtree(page, id))
    .flatMap((id) => page.block(id) ?? [])
    .filter(isToggle);
  const isAnyOpen = toggles.some(({ id }) => folding.isOpen(id));
  $fold(binding, toggles, !isAnyOpen);
}
