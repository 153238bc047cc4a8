import {
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  type LexicalNode,
} from 'lexical';
import { shownRuns } from '@weft/shared/model/block';
import { PAGE } from '@weft/shared/model/block-id';
import { type Json, type Run, runsText } from '@weft/shared/model/content';
import type { Page } from '@weft/shared/model/page';
import type { BlockBinding } from '../binding/binding.ts';
import { $leavesOf, $runsOf, tidyRuns } from '../binding/line.ts';
import { type OutlineItem, outlineOf } from '../binding/outline.ts';
import { $lineOf, $selectionEnds, type Ends } from '../binding/points.ts';
import { $isItemNode } from '../binding/surface-rendering.ts';
import type { BlockFacts } from '../nodes/block-facts.ts';
import { $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { $isLayoutNode, type LayoutNode } from '../nodes/layout-node.ts';
import type { EditorPeer } from './editor-peer.ts';

/** What an editor shows of a block, or what it should show. */
type Item = readonly [kind: string, facts: BlockFacts | string, inside: unknown];

/** An empty surface shows a line that the document does not know. */
const EMPTY_LINE: Item = ['line', 'of an empty surface', []];

/** All that an editor shows, to the last mark and fact. */
function editorContent({ editor, binding }: EditorPeer): readonly Item[] {
  return editor.read(() =>
    $getRoot()
      .getChildren()
      .map((node) => $item(binding, node)),
  );
}

/** All that it should show. */
function pageContent({ page, binding: { folding } }: EditorPeer): readonly Item[] {
  return surfaceContent(page, outlineOf(page, PAGE, { isOpen: (id) => folding.isOpen(id) }));
}

function $item(binding: BlockBinding, node: LexicalNode): Item {
  if (!$isItemNode(node)) return ['foreign', node.getType(), []];
  const { facts } = node;
  if (binding.keys.get(facts.id) !== node.getKey()) return ['unknown', facts, []];
  if ($isBlockNode(node)) {
    if (binding.isEmptyLine(facts.id) && node.isEmpty()) return EMPTY_LINE;
    return ['line', facts, inOrder($runsOf(node))];
  }
  if (!$isElementNode(node)) return ['void', facts, []];
  return [node.kind, facts, node.getChildren().map((child) => $item(binding, child))];
}

function surfaceContent(page: Page, items: readonly OutlineItem[]): readonly Item[] {
  return items.length === 0 ? [EMPTY_LINE] : items.map((item) => wanted(page, item));
}

function wanted(page: Page, item: OutlineItem): Item {
  const { kind, facts } = item;
  if (kind === 'line') {
    const block = page.block(facts.id);
    return ['line', facts, inOrder(block ? tidyRuns(shownRuns(block)) : [])];
  }
  if (!('items' in item)) return ['void', facts, []];
  const isSurface = kind === 'cell' || kind === 'column';
  const inside = isSurface
    ? surfaceContent(page, item.items)
    : item.items.map((inner) => wanted(page, inner));
  return [kind, facts, inside];
}

/** Runs whose marks are in one order, whoever set them first. */
function inOrder(runs: readonly Run[]): Run[] {
  return runs.map((run) => ({
    ...run,
    marks: Object.fromEntries(Object.entries(run.marks).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }));
}

/** Throws if the editor shows anything else than its page. */
export function expectShown(peer: EditorPeer): void {
  const [is, should] = [editorContent(peer), pageContent(peer)].map((content) =>
    JSON.stringify(content),
  );
  if (is !== should) throw new Error(`The editor shows\n${is}\nand the page is\n${should}`);
}

/**
 * The page as the editor shows it, in the form that `readSketch` reads, with the selection. Throws if that is
 * not what the page is, or if a point of the selection is nowhere.
 */
export function shown(peer: EditorPeer): string[] {
  expectShown(peer);
  return peer.editor.read(() => {
    const ends = $selectionEnds();
    if (ends) $expectSound(ends);
    return $getRoot()
      .getChildren()
      .flatMap((node) => $lines(node, '', ends));
  });
}

/** Throws if Lexical's commands would change anything but the text between the ends of the selection. */
function $expectSound({ anchor, focus }: Ends): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  for (const { key, offset } of [selection.anchor, selection.focus]) {
    const node = $getNodeByKey(key);
    const size = $isElementNode(node) ? node.getChildrenSize() : (node?.getTextContentSize() ?? 0);
    if (!$lineOf(node) || offset > size)
      throw new Error('The selection ends outside of all lines.');
  }
  const isCaret = anchor.block === focus.block && anchor.offset === focus.offset;
  if (isCaret !== selection.isCollapsed())
    throw new Error('The selection is no caret and looks like one.');
}

/** The same without the selection. */
export function text(peer: EditorPeer): string[] {
  return shown(peer).map((line) => line.replaceAll(/[‸«»]/g, ''));
}

function $lines(node: LexicalNode, indent: string, ends: Ends | undefined): string[] {
  if (!$isItemNode(node)) return [];
  const { facts } = node;
  const inner = indent + '  '.repeat(facts.depth);
  const head = headOf(facts);
  if ($isBlockNode(node))
    return [`${inner}${head}${head === '' ? '' : ' '}${$text(node, ends)}`.trimEnd()];
  if (!$isLayoutNode(node)) return [inner + head];
  if (node.kind === 'tableRow') return [`${indent}${$cells(node, ends)}`];
  const below = node.getChildren().flatMap((child) => $lines(child, `${inner}  `, ends));
  return [inner + head, ...below];
}

function headOf({ type, props, label, edited }: BlockFacts): string {
  const settings = Object.entries(props)
    .filter(([, value]) => value !== false)
    .map(([name, value]) =>
      value === true ? name : `${name}=${JSON.stringify(value).replaceAll('"', '')}`,
    );
  const words = [
    type,
    ...settings,
    ...(label === '' ? [] : [label]),
    ...(edited ? ['edited'] : []),
  ];
  return words.length === 1 && type === 'text' ? '' : `[${words.join(' ')}]`;
}

function $cells(row: LayoutNode, ends: Ends | undefined): string {
  return row
    .getChildren()
    .map((cell) => {
      if (!$isElementNode(cell)) return '';
      const lines = cell.getChildren().flatMap((line) => $lines(line, '', ends));
      return `| ${lines.join(' / ')}`.trimEnd();
    })
    .join(' ');
}

function $text(line: BlockNode, ends: Ends | undefined): string {
  const signs: [number, string][] = [];
  const { id } = line.facts;
  if (ends && ends.anchor.block === ends.focus.block && ends.anchor.offset === ends.focus.offset) {
    if (ends.focus.block === id) signs.push([ends.focus.offset, '‸']);
  } else if (ends) {
    if (ends.anchor.block === id) signs.push([ends.anchor.offset, '«']);
    if (ends.focus.block === id) signs.push([ends.focus.offset, '»']);
  }
  let letters = runsText($runsOf(line));
  for (const [offset, sign] of signs.toSorted(([a], [b]) => b - a)) {
    letters = letters.slice(0, offset) + sign + letters.slice(offset);
  }
  return letters.replaceAll('\n', '⏎');
}

/** The runs of a line, with their marks, as the editor shows them: `[['plain', {}], ['bold', { bold: true }]]`. */
export function runs(
  { editor, binding }: EditorPeer,
  id: string,
): readonly (readonly [Json, Json])[] {
  return editor.read(() => {
    const line = binding.$lineOf(id);
    return (line ? $runsOf(line) : []).map((run) => [
      'text' in run ? run.text : run.inline,
      run.marks,
    ]);
  });
}

/** The keys of the text nodes of a line: the same as long as no node was put in another's place. */
export function textKeys({ editor, binding }: EditorPeer, id: string): string[] {
  return editor.read(() => {
    const line = binding.$lineOf(id);
    return line
      ? $leavesOf(line)
          .filter($isTextNode)
          .map((leaf) => leaf.getKey())
      : [];
  });
}
