import type { BlockId, ContainerId } from '@weft/shared/model/block-id';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { surfaceOf } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { $runOnBlocks } from './targets.ts';

/** Moves the blocks past the next one or, at the end of what they are nested in, out of it. */
export function $moveBlocks(binding: BlockBinding, direction: 'up' | 'down'): void {
  $runOnBlocks(binding, (blocks) => {
    const edge = direction === 'up' ? blocks[0] : blocks.at(-1);
    const place = edge === undefined ? undefined : placeBeyond(binding, edge, direction);
    if (place) moveBlocks(binding.writer, blocks, ...place);
  });
}

function placeBeyond(
  { page }: BlockBinding,
  block: BlockId,
  direction: 'up' | 'down',
): [ContainerId, number] | undefined {
  const container = page.parent(block) ?? '';
  const siblings = page.children(container);
  const index = siblings.indexOf(block);
  if (direction === 'up' && index > 0) return [container, index - 1];
  if (direction === 'down' && index < siblings.length - 1) return [container, index + 2];
  if (container === surfaceOf(page, block)) return undefined;
  const outer = page.parent(container) ?? '';
  return [outer, page.children(outer).indexOf(container) + (direction === 'up' ? 0 : 1)];
}
