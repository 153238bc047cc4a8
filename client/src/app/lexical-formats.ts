import { $isCodeNode } from '@lexical/code-core';
import { $isLinkNode } from '@lexical/link';
import { $isListItemNode, $isListNode } from '@lexical/list';
import { $isHeadingNode, $isQuoteNode } from '@lexical/rich-text';
import { $findMatchingParent, $getSelection, $isRangeSelection, type LexicalNode } from 'lexical';
import type { BlockKindName } from '../editor/commands/block-kinds.ts';
import { MARKS, PLAIN_TEXT, type Formats } from './formatting.ts';
import { TEXT_FORMATS } from './text-formats.ts';

const LISTS = { bullet: 'bulleted', number: 'numbered', check: 'todo' } as const;
const HEADINGS: Readonly<Record<string, BlockKindName>> = { h1: 'heading1', h2: 'heading2' };

/** How the text at the selection is formatted. Call it inside a read. */
export function $readFormats(): Omit<Formats, 'canUndo' | 'canRedo'> {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return PLAIN_TEXT;
  const [anchor, focus] = [selection.anchor.getNode(), selection.focus.getNode()];
  const block = $blockAt(anchor);
  return {
    ...PLAIN_TEXT,
    block: anchor === focus || block === $blockAt(focus) ? block : undefined,
    marks: new Set(MARKS.filter((mark) => selection.hasFormat(TEXT_FORMATS[mark]))),
    link: $findMatchingParent(anchor, $isLinkNode)?.getURL(),
  };
}

/** What kind of block `node` is in. */
function $blockAt(node: LexicalNode): BlockKindName {
  const block = $findMatchingParent(
    node,
    (parent) =>
      $isListItemNode(parent) ||
      $isHeadingNode(parent) ||
      $isQuoteNode(parent) ||
      $isCodeNode(parent),
  );
  if ($isListItemNode(block)) {
    const list = block.getParent();
    return $isListNode(list) ? LISTS[list.getListType()] : 'bulleted';
  }
  if ($isHeadingNode(block)) return HEADINGS[block.getTag()] ?? 'heading3';
  if ($isQuoteNode(block)) return 'quote';
  return $isCodeNode(block) ? 'code' : 'text';
}
