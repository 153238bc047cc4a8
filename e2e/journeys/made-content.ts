import type { BlockContent, Run } from '@weft/shared/model/content';
import type { Marks } from '@weft/shared/model/marks';

export const text = (words: string, marks: Marks = {}): Run => ({ text: words, marks });

/** A block with a line of words, or with none at all. */
export const line = (
  type: string,
  words: string,
  more: Partial<BlockContent> = {},
): BlockContent => ({
  type,
  ...(words !== '' && { runs: [text(words)] }),
  ...more,
});

/** What is in a cell of a table. */
export const cell = (words: string): readonly BlockContent[] => [line('text', words)];
