import type { BlockContent } from '../model/content.ts';
import { withNumbers } from '../model/footnotes.ts';
import { writeBlocks } from './write-blocks.ts';

/**
 * `blocks` as an HTML fragment that is safe to put into any page: every letter is escaped, addresses are of
 * the web, of mail, or relative, and there are no scripts, styles or frames. Colours are `data-color` and
 * `data-background`, which a stylesheet may give a look. What this version does not know keeps its text.
 */
export function toHtml(blocks: readonly BlockContent[]): string {
  return writeBlocks(withNumbers(blocks));
}
