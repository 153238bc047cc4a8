import type { Random } from '@weft/shared/testing/random';
import { BLOCK_KINDS, type BlockView, type Operation } from '../models/model.ts';

const FEWEST_BLOCKS = 200;
const MOST_BLOCKS = 400;
/** Where blocks are deleted others are written, so that a page keeps about as many letters as this. */
const LETTERS = 20_000;
/** Typed at once; not counted as an edit. */
const SENTENCE = 'what somebody writes on it instead, soon after. '.repeat(5);

/**
 * The next thing that somebody does who arranges blocks all day: split, merge, move, indent, turn into, delete.
 *
 * @param page as it is now: how many blocks there are depends on the model
 */
export function nextArrangement(random: Random, page: readonly BlockView[]): Operation[] {
  const block = random.below(page.length);
  const { length } = page[block]?.text ?? '';
  const split: Operation = { kind: 'split', block, offset: random.below(length + 1) };
  if (page.length < FEWEST_BLOCKS) return [split];
  switch (
    random.pick(['split', 'split', 'merge', 'move', 'indent', 'turn-into', 'delete'] as const)
  ) {
    case 'split':
      return page.length < MOST_BLOCKS ? [split] : [{ kind: 'merge', block: Math.max(1, block) }];
    case 'merge':
      return [{ kind: 'merge', block: Math.max(1, block) }];
    case 'move': {
      const before = random.below(page.length);
      return [{ kind: 'move', block, before: before === block ? undefined : before }];
    }
    case 'indent':
      return [{ kind: 'indent', block, by: random.chance(0.5) ? 1 : -1 }];
    case 'turn-into':
      return [{ kind: 'turn-into', block, into: random.pick(BLOCK_KINDS) }];
    case 'delete': {
      const deletion: Operation = { kind: 'delete-block', block };
      if (page.reduce((sum, { text }) => sum + text.length, 0) > LETTERS) return [deletion];
      const other = block === 0 ? 1 : 0;
      return [{ kind: 'type', block: other, offset: 0, text: SENTENCE }, deletion];
    }
  }
}
