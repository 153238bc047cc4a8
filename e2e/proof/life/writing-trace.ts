import { seededRandom } from '@weft/shared/testing/random';
import type { Operation } from '../models/model.ts';

/** How much of each a trace has; Enters are insertions, and taking one back is a deletion. */
export interface WritingAmount {
  readonly insertions: number;
  readonly deletions: number;
}

/** Those of the recorded writing of a LaTeX paper that CRDTs are commonly measured with. */
export const PAPER: WritingAmount = { insertions: 182_315, deletions: 77_463 };

/** A letter in so many is an Enter. */
const LETTERS_PER_ENTER = 70;
/** Keys in a row, on average. */
const TYPING_RUN = 14;
const DELETING_RUN = 6;
/** How often a run begins somewhere else than the last one ended. */
const JUMPS = 0.3;

const LETTERS = 'etaoin shrdlu cmfwyp vbgkjqxz'.split('');

/**
 * One person writing, a key at a time: runs of typing and of Backspace, in between jumps to other places. Begins on
 * a page with one empty block.
 */
export function* writingTrace(seed: number, amount: WritingAmount): Generator<Operation> {
  const random = seededRandom(seed);
  const lengths = [0];
  let { insertions, deletions } = amount;
  let block = 0;
  let offset = 0;
  while (insertions + deletions > 0) {
    if (random.chance(JUMPS)) {
      block = random.below(lengths.length);
      offset = random.below(lengths[block]! + 1);
    }
    // Runs differ in length: for the shares to come out, the rarer ones are to be drawn as much rarer.
    const typing = insertions / TYPING_RUN;
    const deletes = random.chance(deletions / DELETING_RUN / (typing + deletions / DELETING_RUN));
    const run = 1 + random.below(2 * (deletes ? DELETING_RUN : TYPING_RUN) - 1);
    for (let key = 0; key < run; key++) {
      if (deletes ? deletions === 0 : insertions === 0) break;
      if (!deletes) {
        insertions -= 1;
        if (random.below(LETTERS_PER_ENTER) === 0) {
          yield { kind: 'split', block, offset };
          lengths.splice(block, 1, offset, lengths[block]! - offset);
          block += 1;
          offset = 0;
        } else {
          yield { kind: 'type', block, offset, text: random.pick(LETTERS) };
          lengths[block]! += 1;
          offset += 1;
        }
      } else if (offset > 0) {
        deletions -= 1;
        offset -= 1;
        yield { kind: 'delete-text', block, from: offset, to: offset + 1 };
        lengths[block]! -= 1;
      } else if (block > 0) {
        deletions -= 1;
        yield { kind: 'merge', block };
        block -= 1;
        offset = lengths[block]!;
        lengths.splice(block, 2, offset + lengths[block + 1]!);
      } else break;
    }
  }
}
