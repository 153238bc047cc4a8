import type { BlockId } from '@weft/shared/model/block-id';
import { topLevel } from '@weft/shared/model/operations/place';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectBlocks, $selectedBlocks } from '../binding/whole-blocks.ts';
import { besideBlock, blocksFromTo } from './block-range.ts';
import { pointBeyond } from './cell-place.ts';

/**
 * Blocks selected as wholes, as a range from one to another that grows and shrinks at its second end. What is nested in
 * a selected block belongs to it. Its methods that begin with `$` are to be called inside an update.
 */
export class BlockSelection {
  readonly #binding: BlockBinding;
  /** Both ends, as long as the selection is what was made of them. */
  #ends: { readonly anchor: BlockId; readonly focus: BlockId } | undefined;

  /** The block that a caret went to on its way. */
  #passed: BlockId | undefined;

  constructor(binding: BlockBinding) {
    this.#binding = binding;
  }

  /** Selects all blocks from one to another. */
  $select(anchor: BlockId, focus = anchor): void {
    this.#ends = { anchor, focus };
    this.#passed = undefined;
    $selectBlocks(this.#binding.keys, blocksFromTo(this.#binding, anchor, focus));
  }

  /** Selects a block that the caret comes to, from which arrows lead on into text. */
  $pass(block: BlockId): void {
    this.$select(block);
    this.#passed = block;
  }

  /** Adds a block to those selected, or takes it out. */
  $toggle(block: BlockId): void {
    const selected = new Set($selectedBlocks());
    if (!selected.delete(block)) selected.add(block);
    this.#ends = undefined;
    $selectBlocks(this.#binding.keys, topLevel(this.#binding.page, selected));
  }

  /** Selects from where the selection began to `focus`. */
  $extendTo(focus: BlockId): void {
    this.$select(this.#$ends()?.anchor ?? focus, focus);
  }

  /** Selects the block above or below instead, or brings the caret there if it was on its way. */
  $step(direction: 'up' | 'down'): void {
    const selected = $selectedBlocks();
    const edge = direction === 'up' ? selected[0] : selected.at(-1);
    const beside = edge === undefined ? undefined : besideBlock(this.#binding, edge, direction);
    if (edge === undefined || beside === undefined) return;
    const isPassed = selected.length === 1 && edge === this.#passed;
    const point = isPassed ? pointBeyond(this.#binding, edge, direction) : undefined;
    if (point) this.#binding.$run(() => point);
    else if (isPassed) this.$pass(beside);
    else this.$select(beside);
  }

  /** Takes one more block in at the second end, or one out. */
  $extend(direction: 'up' | 'down'): void {
    const ends = this.#$ends();
    if (!ends) return;
    const before = $selectedBlocks();
    for (
      let focus = besideBlock(this.#binding, ends.focus, direction);
      focus !== undefined;
      focus = besideBlock(this.#binding, focus, direction)
    ) {
      // What is nested in a selected block is selected already.
      if (sameBlocks(before, blocksFromTo(this.#binding, ends.anchor, focus))) continue;
      this.$select(ends.anchor, focus);
      return;
    }
  }

  #$ends(): { readonly anchor: BlockId; readonly focus: BlockId } | undefined {
    const selected = $selectedBlocks();
    const ends = this.#ends;
    if (ends && sameBlocks(selected, blocksFromTo(this.#binding, ends.anchor, ends.focus))) {
      return ends;
    }
    const [anchor, focus] = [selected[0], selected.at(-1)];
    return anchor === undefined || focus === undefined ? undefined : { anchor, focus };
  }
}

function sameBlocks(a: readonly BlockId[], b: readonly BlockId[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
