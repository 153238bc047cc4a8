import { isEmptyText } from '@weft/shared/model/block';
import { PAGE } from '@weft/shared/model/block-id';
import { registerEventListener } from 'lexical';
import type { BlockBinding } from './binding/binding.ts';
import { addLine } from './commands/insert.ts';

/** A press below the last block goes to an empty line there, which is made if the last block is none. */
export function registerClickBelow(binding: BlockBinding): () => void {
  const { editor, page } = binding;
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    return registerEventListener(root.ownerDocument, 'mousedown', (event) => {
      if (event.button !== 0 || !editor.isEditable() || !isBelow(root, event)) return;
      const last = page.children(PAGE).at(-1);
      const block = last === undefined ? undefined : page.block(last);
      if (!block) return;
      // A line of plain text at the end takes the caret by itself.
      if (block.type === 'text' && isEmptyText(block) && page.children(block.id).length === 0)
        return;
      event.preventDefault();
      editor.update(() => binding.$run(() => addLine(binding, block.id, false)));
      editor.focus();
    });
  });
}

/** Whether a press is under the page's last block, on nothing but what is around the page. */
function isBelow(root: HTMLElement, { target, clientX, clientY }: MouseEvent): boolean {
  if (!(target instanceof Element) || !target.contains(root)) return false;
  const { left, right } = root.getBoundingClientRect();
  const bottom = root.lastElementChild?.getBoundingClientRect().bottom ?? 0;
  return clientY > bottom && clientX >= left && clientX <= right;
}
