import type { Definition, Nodes } from 'mdast';
import type { BlockContent } from '../model/content.ts';
import { parse } from './parse.ts';
import { readBlocks } from './read-blocks.ts';

/**
 * The blocks that `text` says: CommonMark and GFM, and the forms of shared/DOCUMENT.md.
 *
 * @throws MarkdownError if `text` goes beyond a limit.
 */
export function fromMarkdown(text: string): BlockContent[] {
  const tree = parse(text.replace(/\r\n?/g, '\n'));
  return readBlocks(tree.children, definitionsOf(tree));
}

/** The definitions under `node`; of several for one identifier the first counts. */
function definitionsOf(node: Nodes): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  const waiting: Nodes[] = [node];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.type === 'definition' && !definitions.has(next.identifier)) {
      definitions.set(next.identifier, next);
    }
    if ('children' in next) for (const child of next.children.toReversed()) waiting.push(child);
  }
  return definitions;
}
