import {
  $createListItemNode,
  $createListNode,
  $isListItemNode,
  $isListNode,
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
  type ListItemNode,
} from '@lexical/list';
import { $createHeadingNode, $createQuoteNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  DELETE_CHARACTER_COMMAND,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  INDENT_CONTENT_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  OUTDENT_CONTENT_COMMAND,
  type RangeSelection,
} from 'lexical';
import type { BlockKind, Operation, PageBlock } from './model.ts';
import { $selectIn, $stockBlocks, type StockBlock } from './stock-blocks.ts';
import { $changeTable, $createTable } from './stock-tables.ts';

/**
 * Does to the page what Lexical's own keys, menus and handle do. Called inside an update. Returns the letters
 * that were asked to be deleted.
 */
export function $applyOperation(
  editor: LexicalEditor,
  operation: Exclude<Operation, { kind: 'undo' }>,
): string {
  const blocks = $stockBlocks();
  const block = blocks[operation.block];
  if (block === undefined) return '';
  switch (operation.kind) {
    case 'type':
      $selectIn(block, operation.offset).insertText(operation.text);
      return '';
    case 'format':
      $selectIn(block, operation.from, operation.to);
      editor.dispatchCommand(FORMAT_TEXT_COMMAND, operation.mark);
      return '';
    case 'turn-into':
      $turnInto(editor, $selectIn(block, 0, block.text.length), operation.into);
      return '';
    case 'indent': {
      $selectIn(block, 0);
      const command = operation.by === 1 ? INDENT_CONTENT_COMMAND : OUTDENT_CONTENT_COMMAND;
      editor.dispatchCommand(command, undefined);
      return '';
    }
    case 'move':
      $move(block, operation.before === undefined ? undefined : blocks[operation.before]);
      return '';
    case 'split':
      $selectIn(block, operation.offset);
      editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND, undefined);
      return '';
    case 'merge':
      $merge(editor, operation.block, blocks.length);
      return '';
    case 'delete-block':
      $removeBlock(block.node);
      return block.text;
    case 'delete-text':
      $selectIn(block, operation.from, operation.to).removeText();
      return block.text.slice(operation.from, operation.to);
    case 'insert-row':
    case 'insert-column':
    case 'delete-row':
    case 'delete-column':
      $selectIn(block, 0);
      return $changeTable(operation.kind, block.node);
  }
}

function $turnInto(editor: LexicalEditor, selection: RangeSelection, into: BlockKind): void {
  switch (into) {
    case 'text':
      return $setBlocksType(selection, () => $createParagraphNode());
    case 'heading1':
      return $setBlocksType(selection, () => $createHeadingNode('h1'));
    case 'heading2':
      return $setBlocksType(selection, () => $createHeadingNode('h2'));
    case 'quote':
      return $setBlocksType(selection, () => $createQuoteNode());
    case 'bulleted':
      return void editor.dispatchCommand(INSERT_UNORDERED_LIST_COMMAND, undefined);
    case 'numbered':
      return void editor.dispatchCommand(INSERT_ORDERED_LIST_COMMAND, undefined);
    case 'to-do':
      return void editor.dispatchCommand(INSERT_CHECK_LIST_COMMAND, undefined);
  }
}

/** Backspace at the block's start: its first press takes a heading or a list item back to plain text. */
function $merge(editor: LexicalEditor, index: number, count: number): void {
  for (let press = 0; press < 3; press++) {
    const blocks = $stockBlocks();
    const block = blocks[index];
    if (block === undefined || blocks.length < count) return;
    $selectIn(block, 0);
    editor.dispatchCommand(DELETE_CHARACTER_COMMAND, true);
  }
}

/** As the handle does: a list item stays among items or takes a list of its own along. */
function $move(block: StockBlock, target: StockBlock | undefined): void {
  const { node } = block;
  if (target?.node.is(node) === true) return;
  const list = node.getParent();
  if ($isListItemNode(node)) {
    if ($isListItemNode(target?.node)) target.node.insertBefore(node);
    else {
      const ownList = $createListNode($isListNode(list) ? list.getListType() : 'bullet');
      $insertTopLevel(ownList, target?.node);
      ownList.append(node);
    }
    if ($isListNode(list)) $removeEmptyList(list);
  } else $insertTopLevel(node, target?.node);
}

function $insertTopLevel(node: ElementNode, target: ElementNode | undefined): void {
  const place = target?.getTopLevelElement();
  if (!place) $getRoot().append(node);
  else if (!place.is(node)) place.insertBefore(node);
}

function $removeBlock(node: ElementNode): void {
  const list = node.getParent();
  node.remove();
  if ($isListNode(list)) $removeEmptyList(list);
}

function $removeEmptyList(list: ElementNode): void {
  if (!list.isAttached() || !list.isEmpty()) return;
  const outer = list.getParent();
  list.remove();
  if (!$isListItemNode(outer) || !outer.isEmpty()) return;
  const outerList = outer.getParent();
  outer.remove();
  if (outerList) $removeEmptyList(outerList);
}

/** Fills an empty page. */
export function $createPage(blocks: readonly PageBlock[]): void {
  const root = $getRoot().clear();
  for (const block of blocks) {
    if (block.kind === 'table') root.append($createTable(block.rows));
    else if (block.kind === 'text')
      root.append($createParagraphNode().append(...$textOf(block.text)));
    else {
      const last = root.getLastChild();
      const list = $isListNode(last) ? last : $createListNode('bullet');
      list.append($createItem(block.text));
      if (list !== last) root.append(list);
    }
  }
}

const $createItem = (text: string): ListItemNode => $createListItemNode().append(...$textOf(text));

const $textOf = (text: string) => (text === '' ? [] : [$createTextNode(text)]);
