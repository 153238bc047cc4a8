/** Pages as Markdown and back, for Node and browsers alike. */
export { fromMarkdown } from './markdown/from-markdown.ts';
export { toMarkdown } from './markdown/to-markdown.ts';
export { MarkdownError } from './markdown/error.ts';
export type { MarkdownFault } from './markdown/error.ts';
