import {
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  CHECK_LIST,
  CODE,
  HEADING,
  INLINE_CODE,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
  ORDERED_LIST,
  QUOTE,
  registerMarkdownShortcuts,
  STRIKETHROUGH,
  type Transformer,
  UNORDERED_LIST,
} from '@lexical/markdown';
import { HeadingNode } from '@lexical/rich-text';
import { defineExtension, mergeRegister } from 'lexical';

/**
 * What typing Markdown turns into, in the order it is tried: code first because nothing inside it is
 * Markdown, longer marks before the shorter ones they begin with.
 */
const MARKDOWN: Transformer[] = [
  { ...HEADING, regExp: /^(#{1,3})\s/ },
  CHECK_LIST,
  UNORDERED_LIST,
  ORDERED_LIST,
  QUOTE,
  CODE,
  INLINE_CODE,
  BOLD_ITALIC_STAR,
  BOLD_ITALIC_UNDERSCORE,
  BOLD_STAR,
  BOLD_UNDERSCORE,
  STRIKETHROUGH,
  ITALIC_STAR,
  ITALIC_UNDERSCORE,
  LINK,
];

/** Pages have three levels of headings; pasted deeper ones become the third. */
function $limitHeading(heading: HeadingNode): void {
  if (!['h1', 'h2', 'h3'].includes(heading.getTag())) heading.setTag('h3');
}

/** Markdown as it is typed. */
export const MarkdownExtension = defineExtension({
  name: '@weft/client/lexical/markdown',
  register: (editor) =>
    mergeRegister(
      registerMarkdownShortcuts(editor, MARKDOWN),
      editor.registerNodeTransform(HeadingNode, $limitHeading),
    ),
});
