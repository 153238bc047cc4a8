import { $isListNode } from '@lexical/list';
import { $isTableCellNode, $isTableNode, $isTableRowNode } from '@lexical/table';
import {
  $createRangeSelection,
  $getRoot,
  $isElementNode,
  $isRootNode,
  $isTextNode,
  $setSelection,
  type ElementNode,
  type LexicalNode,
  type PointType,
  type RangeSelection,
  type TextNode,
} from 'lexical';

/** A block of the stock editor that holds text, or would. */
export interface StockBlock {
  readonly node: ElementNode;
  readonly texts: readonly TextNode[];
  readonly text: string;
  readonly cell: boolean;
}

/** Every block of the page, in reading order: paragraphs, headings, quotes, list items, those of cells. */
export function $stockBlocks(): StockBlock[] {
  const found: StockBlock[] = [];
  $collect($getRoot(), false, found);
  return found;
}

function $collect(node: ElementNode, cell: boolean, found: StockBlock[]): void {
  const children = node.getChildren();
  const inner = children.filter($isBlock);
  if ((inner.length === 0 && $canHoldText(node)) || inner.length < children.length) {
    const texts = children.filter((child) => !$isBlock(child)).flatMap($textsIn);
    const text = texts.map((each) => each.getTextContent()).join('');
    found.push({ node, texts, text, cell });
  }
  for (const block of inner) $collect(block, cell || $isTableCellNode(node), found);
}

function $canHoldText(node: ElementNode): boolean {
  return !(
    $isRootNode(node) ||
    $isListNode(node) ||
    $isTableNode(node) ||
    $isTableRowNode(node) ||
    $isTableCellNode(node)
  );
}

function $isBlock(node: LexicalNode): node is ElementNode {
  return $isElementNode(node) && !node.isInline();
}

function $textsIn(node: LexicalNode): TextNode[] {
  if ($isTextNode(node)) return [node];
  return $isElementNode(node) ? node.getAllTextNodes() : [];
}

/** Puts the selection around `from` to `to` of a block's text, a caret when both are the same. */
export function $selectIn(block: StockBlock, from: number, to = from): RangeSelection {
  const selection = $createRangeSelection();
  $setSelection(selection);
  $place(selection.anchor, block, from, from !== to);
  $place(selection.focus, block, to, false);
  return selection;
}

/** At a seam between two texts a range begins in the second and ends in the first. */
function $place(point: PointType, block: StockBlock, offset: number, begins: boolean): void {
  let rest = offset;
  for (const [index, text] of block.texts.entries()) {
    const size = text.getTextContentSize();
    const fits = begins && index < block.texts.length - 1 ? rest < size : rest <= size;
    if (fits) return point.set(text.getKey(), rest, 'text');
    rest -= size;
  }
  point.set(block.node.getKey(), block.node.getChildrenSize(), 'element');
}
