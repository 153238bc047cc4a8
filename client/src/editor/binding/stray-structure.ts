import { type BlockId, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { $getNodeByKey, $isElementNode, type LexicalNode, type NodeKey } from 'lexical';
import { $isBlockNode } from '../nodes/block-node.ts';
import { $isLayoutNode } from '../nodes/layout-node.ts';
import type { Page } from '@weft/shared/model/page';
import type { Writer } from '@weft/shared/model/writer';
import { $runsOf } from './line.ts';
import { $isItemNode } from './surface-rendering.ts';

/** What is known of the editor's nodes, and the pen to write with. */
export interface StructureHost {
  readonly keys: ReadonlyMap<BlockId, NodeKey>;
  readonly page: Page;
  readonly writer: Writer;
}

/**
 * A last resort: the editor's structure changed by a way that no command knows of, as an extension of the browser or an
 * input method may do. Lines that vanished are deleted from the page, lines that nobody knows are put into
 * it with their text. Answers whether there was anything to do; the page is then to be shown anew.
 *
 * @param order - the ids that `key` held when the page was last shown
 */
export function $adoptStructure(
  binding: StructureHost,
  key: NodeKey,
  order: readonly BlockId[],
): boolean {
  const parent = $getNodeByKey(key);
  if (!$isElementNode(parent)) return false;
  const children = parent.getChildren();
  const isKnown = (node: LexicalNode): boolean =>
    $isItemNode(node) && binding.keys.get(node.facts.id) === node.getKey();
  const ids = children.flatMap((node) =>
    $isItemNode(node) && isKnown(node) ? [node.facts.id] : [],
  );
  const isAsShown =
    ids.length === children.length &&
    ids.length === order.length &&
    ids.every((id, i) => id === order[i]);
  if (isAsShown) return false;
  const { page, writer } = binding;
  const isPart = $isLayoutNode(parent) && parent.isShadowRoot();
  const surface = isPart ? parent.facts.id : PAGE;
  let above: BlockId | undefined;
  for (const child of children) {
    if (isKnown(child) && $isItemNode(child)) above = child.facts.id;
    else above = $adopt(binding, child, surface, above) ?? above;
  }
  const left = new Set(ids);
  removeBlocks(
    writer,
    order.filter((id) => !left.has(id) && page.block(id) !== undefined),
  );
  return true;
}

function $adopt(
  { page, writer }: StructureHost,
  node: LexicalNode,
  surface: ContainerId,
  above: BlockId | undefined,
): BlockId | undefined {
  const text = node.getTextContent();
  const runs = $isBlockNode(node) ? $runsOf(node) : text === '' ? [] : [{ text, marks: {} }];
  const container = above === undefined ? surface : (page.parent(above) ?? PAGE);
  const index = above === undefined ? 0 : page.children(container).indexOf(above) + 1;
  return insertBlocks(writer, [{ type: 'text', runs }], container, index)[0];
}
