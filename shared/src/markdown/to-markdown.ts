import type { BlockContent } from '../model/content.ts';
import { withNumbers } from '../model/footnotes.ts';
import { writeBlocks } from './write-blocks.ts';

/**
 * `blocks` as Markdown: CommonMark and GFM wherever these can say it, and the forms of shared/DOCUMENT.md
 * for the rest. `fromMarkdown` reads back exactly the same blocks, down to props that this version does not know.
 */
export function toMarkdown(blocks: readonly BlockContent[]): string {
  const text = writeBlocks(withNumbers(blocks), 0);
  return text === '' ? '' : `${text}\n`;
}
