/**
 * Objects of a line that are selected by themselves. They are selected as text is, so that every key does with them what
 * it does with text: the browser has no selection of its own for anything else, and would write elsewhere.
 */
import { $getSelection, $isRangeSelection } from 'lexical';
import { $isInlineNode, type InlineNode } from '../nodes/inline-node.ts';
import { $leavesOf, leafLength } from './line.ts';
import { $lineOf, $orderedEnds, $selectionEnds } from './points.ts';

/** The object that is all that is selected. To be called inside a read. */
export function $selectedObject(): InlineNode | undefined {
  const selection = $getSelection();
  const ends = $selectionEnds();
  if (!ends || !$isRangeSelection(selection) || selection.isCollapsed()) return undefined;
  const { from, to } = $orderedEnds(ends);
  const line = $lineOf(selection.anchor.getNode());
  if (!line || from.block !== to.block || to.offset - from.offset !== 1) return undefined;
  let offset = 0;
  for (const leaf of $leavesOf(line)) {
    if (offset === from.offset) return $isInlineNode(leaf) ? leaf : undefined;
    offset += leafLength(leaf);
  }
  return undefined;
}

/** Selects an object, as somebody does who comes from its other side. */
export function $selectObject(node: InlineNode, isBackward: boolean): void {
  const index = node.getIndexWithinParent();
  const [anchor, focus] = isBackward ? [index + 1, index] : [index, index + 1];
  node.getParentOrThrow().select(anchor, focus);
}
