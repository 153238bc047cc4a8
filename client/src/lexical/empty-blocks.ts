import type { BindingV2 } from '@lexical/yjs';
import { $getNodeByKey, $isElementNode, $isRootOrShadowRoot, type NodeKey } from 'lexical';
import { XmlElement, XmlText } from 'yjs';

/**
 * The stock binding makes a block's `Y.XmlText` with its first letter. Two people who begin the same empty
 * block at once therefore make two, and each of them then merges both: letters double. A text that comes
 * with the block is one and the same for everybody, so every empty block gets one, in the transaction that
 * writes the block. It stays: the stock binding empties a block's only text instead of deleting it.
 *
 * Both functions take the keys of changed elements and are called inside a read of the new state.
 */
export function $giveEmptyBlocksText(binding: BindingV2, keys: Iterable<NodeKey>): void {
  for (const [, shared] of $emptyBlocks(binding, keys)) {
    if (shared.length === 0) shared.insert(0, [new XmlText()]);
  }
}

/**
 * Tells the binding which elements the changed empty blocks are. It finds a block that Lexical has
 * copied, as it copies the neighbours of whatever is inserted or removed, by comparing contents, and an
 * empty text is not nothing to it: it would pair the block with another one and delete its element,
 * together with what a teammate is just typing there.
 */
export function $recognizeEmptyBlocks(binding: BindingV2, keys: Iterable<NodeKey>): void {
  for (const [node, shared] of $emptyBlocks(binding, keys)) binding.mapping.set(shared, node);
}

function* $emptyBlocks(binding: BindingV2, keys: Iterable<NodeKey>) {
  for (const key of keys) {
    const node = $getNodeByKey(key);
    if (!$isElementNode(node) || !node.isEmpty() || node.isInline() || $isRootOrShadowRoot(node)) {
      continue;
    }
    const shared = binding.mapping.getSharedType(node);
    if (shared instanceof XmlElement) yield [node, shared] as const;
  }
}
