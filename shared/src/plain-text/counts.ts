import type { BlockContent, Run } from '../model/content.ts';
import { objectText } from '../model/object-text.ts';

/** How long a text is, as its writer counts. */
export interface Counts {
  readonly words: number;
  /** Characters as people see them, spaces included. */
  readonly characters: number;
}

/**
 * Counts words and characters by the rules of Unicode (UAX #29), so that Chinese or Thai has words too and an emoji is
 * one character. What markers show, such as the number of an item, does not count.
 *
 * @param language - a BCP 47 tag
 */
export function countsOf(blocks: readonly BlockContent[], language: string): Counts {
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const characters = new Intl.Segmenter(language, { granularity: 'grapheme' });
  const counts = { words: 0, characters: 0 };
  for (const line of linesOf(blocks)) {
    for (const { isWordLike } of words.segment(line)) if (isWordLike === true) counts.words += 1;
    for (const { segment } of characters.segment(line)) {
      if (segment !== '\n') counts.characters += 1;
    }
  }
  return counts;
}

function* linesOf(blocks: readonly BlockContent[]): Generator<string> {
  for (const { type, runs = [], children = [], table } of blocks) {
    // TeX is nothing to read.
    const line = type === 'equation' ? '' : runs.map(lettersOf).join('');
    if (line !== '') yield line;
    yield* linesOf(children);
    for (const { cells } of table?.rows ?? []) for (const cell of cells) yield* linesOf(cell);
  }
}

function lettersOf(run: Run): string {
  if ('text' in run) return run.text;
  return run.inline.kind === 'equation' ? '' : objectText(run.inline);
}
