import type { BlockId } from '@weft/shared/model/block-id';
import { indentBlocks, outdentBlocks } from '@weft/shared/model/operations/indent';
import { topLevel } from '@weft/shared/model/operations/place';
import { setProps } from '@weft/shared/model/operations/set-props';
import type { BlockBinding } from '../binding/binding.ts';
import { listAround } from './list-numbering.ts';

/**
 * Nests blocks one level deeper, or less deep. An item that leaves its list, or comes into another one, does not take
 * along how it was numbered. To be called inside `$run`. Answers whether anything moved.
 */
export function nest(
  { page, writer }: BlockBinding,
  blocks: readonly BlockId[],
  direction: 'in' | 'out',
): boolean {
  return writer.group(() => {
    const items = topLevel(page, blocks).filter((id) => page.block(id)?.type === 'numbered');
    const hadOthers = new Set(items.filter((id) => listAround(page, id).length > 1));
    const isMoved =
      direction === 'in' ? indentBlocks(writer, blocks) : outdentBlocks(writer, blocks);
    if (!isMoved) return false;
    const joined = items.filter((id) => hadOthers.has(id) || listAround(page, id)[0] !== id);
    setProps(writer, joined, { style: undefined, start: undefined });
    return true;
  });
}
