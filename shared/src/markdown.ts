/**
 * Pages as Markdown and back, for Node and browsers alike.
 *
 * CommonMark and GFM (without footnotes) say what they can. The rest stays near Notion's "enhanced Markdown":
 * its tags, attributes and colours, but put so that any CommonMark reader sees the text. Tags of blocks stand on
 * lines of their own with blank lines inside, and children of a block that has no form for them follow it in
 * `<children>`; Notion's tabs would be code or the same paragraph to others. shared/DOCUMENT.md lists all forms.
 *
 * On reading, a line's end in a paragraph is a space; headings beyond the third level are of the third; titles
 * of links, alignment of columns and looseness of lists are not kept; a picture alone in a paragraph is a block,
 * among letters an object; HTML that means nothing here is code between blocks and letters in a line.
 */
export { fromMarkdown } from './markdown/from-markdown.ts';
export { toMarkdown } from './markdown/to-markdown.ts';
export { MarkdownError } from './markdown/error.ts';
export type { MarkdownFault } from './markdown/error.ts';
