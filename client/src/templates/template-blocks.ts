import { fromMarkdown } from '@weft/shared/markdown';
import { runsText, type BlockContent } from '@weft/shared/model/content';

/**
 * The text of a template as blocks. Boxes without words, which Markdown does not know, are boxes, and under a heading
 * there is always a line to write in.
 *
 * @param keys what `Mod+B` is called on this keyboard
 */
export function blocksOf(text: string, keys: (combination: string) => string): BlockContent[] {
  const blocks = fromMarkdown(text.replaceAll(/\bMod(?:\+[\p{L}\p{Sm}↑]+)+/gu, keys));
  return blocks.flatMap((block, i) => {
    if (runsText(block.runs ?? []) === '[ ]') return [{ type: 'todo' }];
    const next = blocks[i + 1];
    const isAlone = isHeading(block) && (!next || isHeading(next));
    return isAlone ? [block, { type: 'text' }] : [block];
  });
}

const isHeading = ({ type }: BlockContent): boolean => type.startsWith('heading');
