import { $getNodeByKey, type ElementNode, type LexicalNode, type NodeKey } from 'lexical';
import type { BlockId } from '@weft/shared/model/block-id';
import { $createBlockNode, $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { $createLayoutNode, $isLayoutNode, type LayoutNode } from '../nodes/layout-node.ts';
import { $createVoidNode, $isVoidNode, type VoidNode } from '../nodes/void-node.ts';
import { type OutlineItem, sameItem } from './outline.ts';

/** A node that stands for a block, or for a cell. */
export type ItemNode = BlockNode | VoidNode | LayoutNode;

export function $isItemNode(node: LexicalNode | null | undefined): node is ItemNode {
  return $isBlockNode(node) || $isVoidNode(node) || $isLayoutNode(node);
}

/** What the rendering of a surface needs to know and to tell. */
export interface SurfaceHost {
  /** The nodes of what is shown, by the id of their block or cell. */
  readonly keys: Map<BlockId, NodeKey>;
  /** What was last put into each element, by its key; without an entry, all of it is looked at. */
  readonly rendered: Map<NodeKey, readonly OutlineItem[]>;
  /** The line in which an input method is composing: it must not be taken out of the page. */
  readonly composing: BlockId | undefined;
  /** Gives a line its text. */
  $fill(line: BlockNode): void;
  /** The line that an empty surface shows, so that there is somewhere to type. */
  emptyLine(surface: BlockId): OutlineItem;
  forget(id: BlockId): void;
}

/**
 * Makes `parent` hold `items`, keeping every node whose block is still there. Answers false, and changes nothing, if
 * that cannot be done while an input method composes; try again afterwards.
 */
export function $renderItems(
  host: SurfaceHost,
  parent: ElementNode,
  surface: BlockId | undefined,
  wanted: readonly OutlineItem[],
): boolean {
  const items = wanted.length === 0 && surface !== undefined ? [host.emptyLine(surface)] : wanted;
  const old = host.rendered.get(parent.getKey());
  const [start, end] = old ? equalEnds(old, items) : [0, 0];
  const changed = items.slice(start, items.length - end);
  const former = old?.slice(start, old.length - end) ?? [];
  if (changed.length === 0 && former.length === 0 && old) return true;
  if (host.composing !== undefined && !staysPut(host.composing, former, changed)) return false;
  host.rendered.set(parent.getKey(), items);
  $removeOthers(host, parent, old && former, changed);
  const nodes = changed.map((item) => $node(host, item));
  const above = $getNodeByKey(host.keys.get(items[start - 1]?.facts.id ?? '') ?? '');
  if (parent.isEmpty()) parent.append(...nodes);
  else $arrange(parent, above ? above.getNextSibling() : parent.getFirstChild(), nodes);
  let done = true;
  for (const [i, item] of changed.entries()) {
    const node = nodes[i];
    if (!$isLayoutNode(node) || !('items' in item)) continue;
    const isSurface = node.kind === 'cell' || node.kind === 'column';
    done = $renderItems(host, node, isSurface ? item.facts.id : undefined, item.items) && done;
  }
  return done;
}

/** How many entries at the beginning and at the end need not be touched. */
function equalEnds(
  old: readonly OutlineItem[],
  items: readonly OutlineItem[],
): [start: number, end: number] {
  const shorter = Math.min(old.length, items.length);
  const same = (a: OutlineItem | undefined, b: OutlineItem | undefined): boolean =>
    a !== undefined && b !== undefined && sameItem(a, b);
  let start = 0;
  while (start < shorter && same(old[start], items[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(old.at(-1 - end), items.at(-1 - end))) end += 1;
  return [start, end];
}

/** Takes out what is not wanted any more; what has moved to another surface has gone by itself. */
function $removeOthers(
  host: SurfaceHost,
  parent: ElementNode,
  former: readonly OutlineItem[] | undefined,
  wanted: readonly OutlineItem[],
): void {
  // By key, not by id: the line of an empty surface gets its id only now.
  const kept = new Set(wanted.map(({ facts }) => host.keys.get(facts.id)));
  const children = former
    ? former.map(({ facts }) => $getNodeByKey(host.keys.get(facts.id) ?? ''))
    : parent.getChildren();
  for (const child of children) {
    if (!child || kept.has(child.getKey()) || !parent.is(child.getParent())) continue;
    const id = $isItemNode(child) ? child.facts.id : undefined;
    child.remove(true);
    if (id !== undefined && host.keys.get(id) === child.getKey()) host.forget(id);
  }
}

function $node(host: SurfaceHost, { kind, facts }: OutlineItem): ItemNode {
  const known = $getNodeByKey(host.keys.get(facts.id) ?? '');
  const fits =
    (kind === 'line' && $isBlockNode(known)) ||
    (kind === 'void' && $isVoidNode(known)) ||
    ($isLayoutNode(known) && known.kind === kind);
  if (fits && $isItemNode(known)) {
    known.setFacts(facts);
    return known;
  }
  known?.remove(true);
  const node =
    kind === 'line'
      ? $createBlockNode(facts)
      : kind === 'void'
        ? $createVoidNode(facts)
        : $createLayoutNode(kind, facts);
  host.keys.set(facts.id, node.getKey());
  if ($isBlockNode(node)) host.$fill(node);
  return node;
}

/** Brings children into order from `at` on; the nodes that stand right already are not touched. */
function $arrange(
  parent: ElementNode,
  first: LexicalNode | null,
  nodes: readonly LexicalNode[],
): void {
  let at = first;
  for (const node of nodes) {
    if (at?.is(node)) at = at.getNextSibling();
    else if (at) at.insertBefore(node, false);
    else parent.append(node);
  }
}

/** Whether a line keeps its neighbours' sides, so that it can stay while they come and go. */
function staysPut(
  line: BlockId,
  former: readonly OutlineItem[],
  wanted: readonly OutlineItem[],
): boolean {
  const [before, after] = [former, wanted].map((items) => items.map(({ facts }) => facts.id));
  const index = before?.indexOf(line) ?? -1;
  if (!before || !after || index < 0) return true;
  const now = after.indexOf(line);
  if (now < 0) return false;
  const above = new Set(before.slice(0, index));
  const below = new Set(before.slice(index + 1));
  return (
    !after.slice(0, now).some((id) => below.has(id)) &&
    !after.slice(now).some((id) => above.has(id))
  );
}
