import type { Literal, Root } from 'mdast';
import { fromMarkdown as toTree } from 'mdast-util-from-markdown';
import type { Extension as TreeExtension } from 'mdast-util-from-markdown';
import { gfmAutolinkLiteralFromMarkdown } from 'mdast-util-gfm-autolink-literal';
import { gfmFootnoteFromMarkdown } from 'mdast-util-gfm-footnote';
import { gfmStrikethroughFromMarkdown } from 'mdast-util-gfm-strikethrough';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { mathFromMarkdown } from 'mdast-util-math';
import { gfmAutolinkLiteral } from 'micromark-extension-gfm-autolink-literal';
import { gfmFootnote } from 'micromark-extension-gfm-footnote';
import { gfmStrikethrough } from 'micromark-extension-gfm-strikethrough';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { math } from 'micromark-extension-math';
import { attributeList } from './attribute-list.ts';
import { boundedExtension, bounds, refuseBullets } from './bounds.ts';
import { inlineEquation } from './inline-equation.ts';

/** `{name="value"}` with its braces. */
interface AttributeListNode extends Literal {
  type: 'attributeList';
}

/** An equation in a line, with what stands between its dollars. */
interface InlineEquationNode extends Literal {
  type: 'inlineEquation';
}

declare module 'mdast' {
  interface PhrasingContentMap {
    attributeList: AttributeListNode;
    inlineEquation: InlineEquationNode;
  }
  interface RootContentMap {
    attributeList: AttributeListNode;
    inlineEquation: InlineEquationNode;
  }
}

const SYNTAX = [
  bounds(),
  gfmTable(),
  boundedExtension(gfmFootnote()),
  boundedExtension(gfmStrikethrough()),
  gfmTaskListItem(),
  boundedExtension(gfmAutolinkLiteral()),
  boundedExtension(math({ singleDollarTextMath: false })),
  inlineEquation(),
  attributeList(),
];

const own: TreeExtension = {
  enter: {
    attributeList(token) {
      this.enter({ type: 'attributeList', value: this.sliceSerialize(token) }, token);
    },
    inlineEquation(token) {
      this.enter({ type: 'inlineEquation', value: this.sliceSerialize(token).slice(1, -1) }, token);
    },
  },
  exit: {
    attributeList(token) {
      this.exit(token);
    },
    inlineEquation(token) {
      this.exit(token);
    },
  },
};

// Addresses are found by the syntax alone: searching the finished text again would link what was escaped.
const autolinks: TreeExtension = { ...gfmAutolinkLiteralFromMarkdown(), transforms: [] };

const TREE = [
  autolinks,
  gfmFootnoteFromMarkdown(),
  gfmStrikethroughFromMarkdown(),
  gfmTableFromMarkdown(),
  gfmTaskListItemFromMarkdown(),
  mathFromMarkdown(),
  own,
];

/**
 * The syntax tree of `text`, whose line ends are `\n`: CommonMark, GFM, equations, attribute lists.
 *
 * @throws MarkdownError if `text` goes beyond a limit.
 */
export function parse(text: string): Root {
  refuseBullets(text);
  return toTree(text, { extensions: SYNTAX, mdastExtensions: TREE });
}
