/** Blocks that are selected as wholes, as a press on an image or the Escape key does. */
import type { BlockId } from '@weft/shared/model/block-id';
import { $createNodeSelection, $getSelection, $isNodeSelection, $setSelection } from 'lexical';
import type { NodeKey } from 'lexical';
import { $isItemNode } from './surface-rendering.ts';

/** Those that are selected now, in the order they were selected in. To be called inside a read. */
export function $selectedBlocks(): BlockId[] {
  const selection = $getSelection();
  if (!$isNodeSelection(selection)) return [];
  return selection.getNodes().flatMap((node) => ($isItemNode(node) ? [node.facts.id] : []));
}

/** Selects blocks that are shown; of none of them nothing is selected. `keys` are the nodes of blocks. */
export function $selectBlocks(
  keys: ReadonlyMap<BlockId, NodeKey>,
  blocks: Iterable<BlockId>,
): void {
  const selection = $createNodeSelection();
  for (const id of blocks) {
    const key = keys.get(id);
    if (key !== undefined) selection.add(key);
  }
  $setSelection(selection.getNodes().length > 0 ? selection : null);
}
