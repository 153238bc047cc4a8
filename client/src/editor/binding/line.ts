import type { Inline, Run } from '@weft/shared/model/content';
import { type Marks, NO_MARKS, sameMarks } from '@weft/shared/model/marks';
import {
  $createLineBreakNode,
  $createTabNode,
  $isLineBreakNode,
  $isTabNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type TextNode,
} from 'lexical';
import type { BlockNode } from '../nodes/block-node.ts';
import { $createInlineNode, $isInlineNode } from '../nodes/inline-node.ts';
import { $createLinkNode, $isLinkNode } from '../nodes/link-node.ts';
import { $createMarkedText, formatOf, marksOf, styleOf } from './text-marks.ts';

/** What a line consists of at its lowest: text, breaks and inline objects; links are around them. */
export function $leavesOf(line: BlockNode): LexicalNode[] {
  return line
    .getChildren()
    .flatMap((child) => ($isLinkNode(child) ? child.getChildren() : [child]));
}

/** UTF-16 units of a leaf, as the document counts them. */
export function leafLength(leaf: LexicalNode): number {
  return $isTextNode(leaf) ? leaf.getTextContentSize() : 1;
}

/** The text of a line as it stands in the editor. */
export function $runsOf(line: BlockNode): Run[] {
  return tidyRuns(
    $leavesOf(line).flatMap((leaf): Run[] => {
      const parent = leaf.getParent();
      const link = $isLinkNode(parent) ? { link: parent.getURL() } : NO_MARKS;
      if ($isTextNode(leaf))
        return [{ text: leaf.getTextContent(), marks: { ...marksOf(leaf), ...link } }];
      if ($isInlineNode(leaf)) return [{ inline: leaf.inline, marks: link }];
      return $isLineBreakNode(leaf) ? [{ text: '\n', marks: NO_MARKS }] : [];
    }),
  );
}

/**
 * Runs as an editor can hold them: breaks without marks, objects with no mark but a link, and no two neighbours
 * that could be one.
 */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const tidy: Run[] = [];
  const add = (text: string, marks: Marks): void => {
    const last = tidy.at(-1);
    if (text === '') return;
    if (last && 'text' in last && sameMarks(last.marks, marks)) {
      tidy[tidy.length - 1] = { text: last.text + text, marks };
    } else {
      tidy.push({ text, marks });
    }
  };
  for (const run of runs) {
    if ('inline' in run) {
      const { link } = run.marks;
      tidy.push({ inline: run.inline, marks: link === undefined ? NO_MARKS : { link } });
    } else if (run.text.includes('\n')) {
      for (const part of run.text.split(/(\n)/)) add(part, part === '\n' ? NO_MARKS : run.marks);
    } else {
      add(run.text, run.marks);
    }
  }
  return tidy;
}

/** One leaf to be. */
interface Leaf {
  readonly text?: string;
  readonly inline?: Inline;
  readonly marks: Marks;
}

/**
 * Makes the line read as `runs`, with as few changes as that takes: leaves that are right stay what they are, a text
 * node whose letters change keeps its identity, and with it the caret and the browser's spell checker.
 *
 * @param runs - tidy ones
 */
export function $setRuns(line: BlockNode, runs: readonly Run[]): void {
  const wanted = runs.flatMap(leavesOfRun);
  const leaves = $leavesOf(line);
  let start = 0;
  while (start < wanted.length && $isLeaf(leaves[start], wanted[start])) start += 1;
  let end = 0;
  while (
    end < Math.min(wanted.length, leaves.length) - start &&
    $isLeaf(leaves.at(-1 - end), wanted.at(-1 - end))
  ) {
    end += 1;
  }
  const old = leaves.slice(start, leaves.length - end);
  const made = wanted.slice(start, wanted.length - end);
  const [only, oldOnly] = [made[0], old[0]];
  if (made.length === 1 && old.length === 1 && $isTextNode(oldOnly) && only?.text !== undefined) {
    if (linkOf(oldOnly) === only.marks['link'] && !isSign(only) && !$isTabNode(oldOnly)) {
      $rewrite(oldOnly, only.text, only.marks);
      return;
    }
  }
  if (linked([...old, leaves[start - 1], leaves[leaves.length - end]]) || made.some(isLinked)) {
    // Links are around several leaves: the line is put together anew, which is rare and always right.
    line.clear();
    $append(line, wanted);
    return;
  }
  for (const leaf of old) leaf.remove();
  const before = leaves[start - 1];
  const nodes = made.map($createLeaf);
  if (before) line.splice(before.getIndexWithinParent() + 1, 0, nodes);
  else line.splice(0, 0, nodes);
}

function $append(line: ElementNode, leaves: readonly Leaf[]): void {
  let open: { readonly link: string; readonly node: ElementNode } | undefined;
  for (const leaf of leaves) {
    const link = leaf.marks['link'];
    if (typeof link !== 'string') {
      open = undefined;
      line.append($createLeaf(leaf));
    } else {
      if (open?.link !== link) {
        open = { link, node: $createLinkNode(link) };
        line.append(open.node);
      }
      open.node.append($createLeaf(leaf));
    }
  }
}

function leavesOfRun(run: Run): Leaf[] {
  if ('inline' in run) return [{ inline: run.inline, marks: run.marks }];
  return run.text
    .split(/([\n\t])/)
    .filter((text) => text !== '')
    .map((text) => ({ text, marks: run.marks }));
}

function $createLeaf({ text, inline, marks }: Leaf): LexicalNode {
  if (inline) return $createInlineNode(inline);
  if (text === '\n') return $createLineBreakNode();
  // A tab inside other text is one after which Chromium takes no more letters.
  if (text === '\t') return $createTabNode().setFormat(formatOf(marks)).setStyle(styleOf(marks));
  return $createMarkedText(text ?? '', marks);
}

function $isLeaf(node: LexicalNode | undefined, leaf: Leaf | undefined): boolean {
  if (!node || !leaf || linkOf(node) !== leaf.marks['link']) return false;
  if (leaf.inline) return $isInlineNode(node) && node.inline === leaf.inline;
  if (leaf.text === '\n') return $isLineBreakNode(node);
  if ((leaf.text === '\t') !== $isTabNode(node)) return false;
  return (
    $isTextNode(node) &&
    node.getTextContent() === leaf.text &&
    node.getFormat() === formatOf(leaf.marks) &&
    node.getStyle() === styleOf(leaf.marks)
  );
}

function $rewrite(node: TextNode, text: string, marks: Marks): void {
  if (node.getTextContent() !== text) node.setTextContent(text);
  if (node.getFormat() !== formatOf(marks)) node.setFormat(formatOf(marks));
  if (node.getStyle() !== styleOf(marks)) node.setStyle(styleOf(marks));
}

function linkOf(node: LexicalNode): string | undefined {
  const parent = node.getParent();
  return $isLinkNode(parent) ? parent.getURL() : undefined;
}

function linked(leaves: readonly (LexicalNode | undefined)[]): boolean {
  return leaves.some((leaf) => leaf !== undefined && linkOf(leaf) !== undefined);
}

/** Whether it is not letters but a break or a tab, which are nodes of their own. */
function isSign({ text }: Leaf): boolean {
  return text === '\n' || text === '\t';
}

function isLinked({ marks }: Leaf): boolean {
  return marks['link'] !== undefined;
}
