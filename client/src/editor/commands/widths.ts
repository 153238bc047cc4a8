import type { BlockId } from '@weft/shared/model/block-id';
import { setProps } from '@weft/shared/model/operations/set-props';
import type { BlockBinding } from '../binding/binding.ts';

/** Sets how wide columns of a table are, in whole pixels; `undefined` is its part of what is left. One step to undo. */
export function $setWidths(
  binding: BlockBinding,
  widths: ReadonlyMap<BlockId, number | undefined>,
): void {
  $setEach(binding, 'width', widths);
}

/** Sets which shares of the page columns of text take; `undefined` is as much as the others. One step to undo. */
export function $setShares(
  binding: BlockBinding,
  shares: ReadonlyMap<BlockId, number | undefined>,
): void {
  $setEach(binding, 'share', shares);
}

function $setEach(
  binding: BlockBinding,
  prop: 'width' | 'share',
  values: ReadonlyMap<BlockId, number | undefined>,
): void {
  const { writer } = binding;
  binding.$run(() =>
    writer.group(() => {
      for (const [id, value] of values) setProps(writer, [id], { [prop]: value });
    }),
  );
}
