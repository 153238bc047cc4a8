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
  if (host.composing !== undefined && !$staysPut(host, parent, former, changed)) return false;
  // Something around it had to stay where it is: Lexical would go round in circles.
  if (changed.some(({ facts }) => $isAround(host, facts.id, parent))) return false;
  host.rendered.set(parent.getKey(), items);
  $removeOthers(host, parent, old && former, changed);
  const nodes = changed.map((item) => $node(host, item, parent));
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
  // What could not be shown is not known to be there: all of it is looked at again.
  if (!done) host.rendered.delete(parent.getKey());
  return done;
}

function $isAround({ keys }: SurfaceHost, id: BlockId, inner: ElementNode): boolean {
  const node = $getNodeByKey(keys.get(id) ?? '');
  return $isLayoutNode(node) && node.isParentOf(inner);
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
    $forget(host, child);
    child.remove(true);
  }
}

/** Forgets a node and, where it is a layout, all that is in it. */
function $forget(host: SurfaceHost, node: LexicalNode): void {
  if ($isLayoutNode(node)) for (const inner of node.getChildren()) $forget(host, inner);
  if ($isItemNode(node) && host.keys.get(node.facts.id) === node.getKey()) {
    host.forget(node.facts.id);
  }
}

function $node(host: SurfaceHost, { kind, facts }: OutlineItem, parent: ElementNode): ItemNode {
  const known = $getNodeByKey(host.keys.get(facts.id) ?? '');
  const former = known?.getParent();
  // Where it is taken from holds something else now than what was put there, and nobody deleted it.
  if (former && !parent.is(former)) host.rendered.delete(former.getKey());
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

/**
 * Whether a line, or the layout it is in, keeps its neighbours' sides, so that it can stay where it is while they come
 * and go. A line that would come from elsewhere cannot.
 */
function $staysPut(
  { composing: line = '', keys }: SurfaceHost,
  parent: ElementNode,
  former: readonly OutlineItem[],
  wanted: readonly OutlineItem[],
): boolean {
  const index = former.findIndex((item) => holdsLine(item, line));
  const held = former[index];
  const now = held ? wanted.findIndex(({ facts }) => facts.id === held.facts.id) : -1;
  const isHere = ({ facts }: OutlineItem): boolean =>
    parent.is($getNodeByKey(keys.get(facts.id) ?? '')?.getParent() ?? null);
  if (wanted.some((item, i) => i !== now && holdsLine(item, line) && !isHere(item))) return false;
  if (!held) return true;
  if (now < 0) return false;
  const above = new Set(former.slice(0, index).map(({ facts }) => facts.id));
  const below = new Set(former.slice(index + 1).map(({ facts }) => facts.id));
  return (
    !wanted.slice(0, now).some(({ facts }) => below.has(facts.id)) &&
    !wanted.slice(now).some(({ facts }) => above.has(facts.id))
  );
}

function holdsLine(item: OutlineItem, line: BlockId): boolean {
  if (item.facts.id === line) return true;
  return 'items' in item && item.items.some((inner) => holdsLine(inner, line));
}
