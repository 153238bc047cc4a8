import type { BlockId } from '@weft/shared/model/block-id';
import type { Point } from '@weft/shared/model/operations/range';
import {
  $createNodeSelection,
  $createRangeSelection,
  $createRangeSelectionFromDom,
  $getNodeByKey,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setSelection,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type PointType,
  type RangeSelection,
} from 'lexical';
import { $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { $isVoidNode } from '../nodes/void-node.ts';
import { $leavesOf, leafLength } from './line.ts';

/** Both ends of a selection, as offsets in blocks. */
export interface Ends<End = Point> {
  readonly anchor: End;
  readonly focus: End;
}

/** The line that a node is, or is in. */
export function $lineOf(node: LexicalNode | null): BlockNode | undefined {
  for (let at = node; at; at = at.getParent()) if ($isBlockNode(at)) return at;
  return undefined;
}

/** Where the person's selection is, or `undefined` if there is none, or not in text. */
export function $selectionEnds(): Ends | undefined {
  const selection = $getSelection();
  return $isRangeSelection(selection) ? $endsOf(selection) : undefined;
}

function $endsOf(selection: RangeSelection): Ends | undefined {
  const [anchor, focus] = [$pointOf(selection.anchor), $pointOf(selection.focus)];
  return anchor && focus && { anchor, focus };
}

/**
 * Where the browser has the selection. Lexical learns of it a moment later, and what others do may come first. Answers
 * `undefined` if the selection is not in this editor's text. To be called inside a read.
 */
export function $browserEnds(editor: LexicalEditor): Ends | undefined {
  const root = editor.getRootElement();
  if (!root || root.ownerDocument.activeElement !== root) return undefined;
  const inBrowser = root.ownerDocument.getSelection();
  if (!root.contains(inBrowser?.anchorNode ?? null)) return undefined;
  try {
    const selection = $createRangeSelectionFromDom(inBrowser, editor);
    return selection ? $endsOf(selection) : undefined;
  } catch {
    // It is where Lexical knows no place, as an extension of the browser may put it: where it was will do.
    return undefined;
  }
}

/** Selects a block as a whole. */
export function $selectWhole(key: NodeKey): void {
  const selection = $createNodeSelection();
  selection.add(key);
  $setSelection(selection);
}

/** Whether neither end of a selection is in a line, or between blocks of which one is. */
export function $isBesideLines({ anchor, focus }: RangeSelection): boolean {
  return !$pointOf(anchor) && !$pointOf(focus);
}

/** An end of Lexical's selection as an offset in a block. */
function $pointOf(point: PointType): Point | undefined {
  const node = $getNodeByKey(point.key);
  // A node that was removed is known until the update ends.
  if (!node?.isAttached()) return undefined;
  const line = $lineOf(node);
  if (line) return { block: line.facts.id, offset: $offsetIn(line, node, point.offset) };
  if (!$isElementNode(node)) return undefined;
  // Between lines, as after a click below the last one: the end of the one before, or the start of the next.
  const children = node.getChildren();
  const before = children.slice(0, point.offset).toReversed();
  const after = children.slice(point.offset);
  // Beside blocks without text it is the nearest line beyond them.
  return (
    $endOfLast(before.slice(0, 1)) ??
    $startOfFirst(after.slice(0, 1)) ??
    $endOfLast(before) ??
    $startOfFirst(after)
  );
}

function $endOfLast(nodes: readonly LexicalNode[]): Point | undefined {
  const line = $firstFound(nodes, $lastLine);
  return line && { block: line.facts.id, offset: $lineLength(line) };
}

function $startOfFirst(nodes: readonly LexicalNode[]): Point | undefined {
  const line = $firstFound(nodes, $firstLine);
  return line && { block: line.facts.id, offset: 0 };
}

function $firstFound(
  nodes: readonly LexicalNode[],
  $find: (node: LexicalNode) => BlockNode | undefined,
): BlockNode | undefined {
  for (const node of nodes) {
    const line = $find(node);
    if (line) return line;
  }
  return undefined;
}

/** Blocks without text that a selection of text reaches over, those before its first line and after its last too. */
export function $selectedVoids(): BlockId[] {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return [];
  return selection.getNodes().flatMap((node) => ($isVoidNode(node) ? [node.facts.id] : []));
}

/** How much text of a line stands before a point in it. */
function $offsetIn(line: BlockNode, node: LexicalNode, offset: number): number {
  const leaves = $leavesOf(line);
  if ($isElementNode(node)) {
    const next = node.getChildAtIndex(offset);
    const first = next && $isElementNode(next) ? next.getFirstDescendant() : next;
    if (first) return lengthBefore(leaves, first);
    const last = node.getLastDescendant();
    return last ? lengthBefore(leaves, last) + leafLength(last) : lengthBefore(leaves, node);
  }
  return lengthBefore(leaves, node) + ($isTextNode(node) ? offset : 0);
}

function lengthBefore(leaves: readonly LexicalNode[], node: LexicalNode): number {
  let length = 0;
  for (const leaf of leaves) {
    if (leaf.is(node)) break;
    length += leafLength(leaf);
  }
  return length;
}

export function $lineLength(line: BlockNode): number {
  return $leavesOf(line).reduce((sum, leaf) => sum + leafLength(leaf), 0);
}

function $lastLine(node: LexicalNode): BlockNode | undefined {
  if ($isBlockNode(node)) return node;
  return $isElementNode(node) ? $firstFound(node.getChildren().toReversed(), $lastLine) : undefined;
}

function $firstLine(node: LexicalNode): BlockNode | undefined {
  if ($isBlockNode(node)) return node;
  return $isElementNode(node) ? $firstFound(node.getChildren(), $firstLine) : undefined;
}

/** The node of a line and the place in it where an offset of its text is. */
export function $nodeAt(
  line: BlockNode,
  offset: number,
): { readonly key: NodeKey; readonly offset: number; readonly type: 'text' | 'element' } {
  let rest = Math.max(offset, 0);
  let end: LexicalNode | undefined;
  for (const leaf of $leavesOf(line)) {
    const length = leafLength(leaf);
    if ($isTextNode(leaf) && rest <= length)
      return { key: leaf.getKey(), offset: rest, type: 'text' };
    if (rest === 0) return beside(leaf, 0);
    rest -= length;
    end = leaf;
  }
  return end ? beside(end, 1) : { key: line.getKey(), offset: 0, type: 'element' };
}

function beside(
  leaf: LexicalNode,
  after: 0 | 1,
): { readonly key: NodeKey; readonly offset: number; readonly type: 'text' | 'element' } {
  if (after === 1 && $isTextNode(leaf)) {
    return { key: leaf.getKey(), offset: leaf.getTextContentSize(), type: 'text' };
  }
  const parent = leaf.getParentOrThrow();
  return { key: parent.getKey(), offset: leaf.getIndexWithinParent() + after, type: 'element' };
}

/** Puts the person's selection between two points of lines. */
export function $select(
  anchor: BlockNode,
  anchorOffset: number,
  focus: BlockNode,
  focusOffset: number,
): void {
  const current = $getSelection();
  const selection = $isRangeSelection(current) ? current : $createRangeSelection();
  const [from, to] = [$nodeAt(anchor, anchorOffset), $nodeAt(focus, focusOffset)];
  selection.anchor.set(from.key, from.offset, from.type);
  selection.focus.set(to.key, to.offset, to.type);
  selection.dirty = true;
  $setSelection(selection);
}

/**
 * Whether both ends of the selection are places in lines, and the same place if it is to be a caret. Where text or lines
 * were taken out an end may be left behind the end of its text, or beside its line, and Lexical's own commands would
 * then change what is around it.
 */
function $isSelectionInLines(isCaret: boolean): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || selection.isCollapsed() !== isCaret) return false;
  return [selection.anchor, selection.focus].every($isInLine);
}

function $isInLine({ key, offset }: PointType): boolean {
  const node = $getNodeByKey(key);
  if (!node?.isAttached() || !$lineOf(node)) return false;
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize();
  return offset <= size;
}

/** Takes a selection away whose nodes have gone with nothing to take their place. */
export function $dropLostSelection(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const nodes = [selection.anchor, selection.focus].map(({ key }) => $getNodeByKey(key));
  if (nodes.some((node) => !node?.isAttached())) $setSelection(null);
}

/** Both ends in reading order. */
export function $orderedEnds(ends: Ends): { readonly from: Point; readonly to: Point } {
  const selection = $getSelection();
  const backward = $isRangeSelection(selection) && selection.isBackward();
  return backward ? { from: ends.focus, to: ends.anchor } : { from: ends.anchor, to: ends.focus };
}

/** Whether the selection is exactly there, and truly in lines. */
export function $isAt(wanted: Ends): boolean {
  const isCaret = samePoint(wanted.anchor, wanted.focus);
  const current = $selectionEnds();
  return (
    $isSelectionInLines(isCaret) &&
    current !== undefined &&
    samePoint(wanted.anchor, current.anchor) &&
    samePoint(wanted.focus, current.focus)
  );
}

function samePoint(a: Point, b: Point): boolean {
  return a.block === b.block && a.offset === b.offset;
}
