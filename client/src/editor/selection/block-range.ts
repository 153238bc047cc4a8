import { type BlockId, cellParts, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { topLevel } from '@weft/shared/model/operations/place';
import { surfaceOf } from '@weft/shared/model/operations/range';
import type { Page } from '@weft/shared/model/page';
import type { BlockBinding } from '../binding/binding.ts';

/** A block, or the layout it is in, on one of the surfaces it is in. */
interface Standing {
  readonly surface: ContainerId;
  readonly block: BlockId;
}

/**
 * The blocks from one to another, whichever comes first, without those that are in others of them. Blocks on different
 * surfaces, such as two cells, stand for the layout around them.
 */
export function blocksFromTo(binding: BlockBinding, anchor: BlockId, focus: BlockId): BlockId[] {
  const { page } = binding;
  const [from, to] = [standingsOf(page, anchor), standingsOf(page, focus)];
  const first = from.find(({ surface }) => to.some((other) => other.surface === surface));
  const last = to.find(({ surface }) => surface === first?.surface);
  if (!first || !last) return [];
  const items = binding.outline(first.surface).map(({ facts }) => facts.id);
  const [start, end] = [items.indexOf(first.block), items.indexOf(last.block)].sort(
    (a, b) => a - b,
  );
  if (start === undefined || end === undefined || start < 0) return [];
  return topLevel(page, items.slice(start, end + 1));
}

/** Where a block stands, and the layouts around it, innermost first. */
function standingsOf(page: Page, id: BlockId): Standing[] {
  const standings: Standing[] = [];
  for (let block: BlockId | undefined = id; block !== undefined && block !== PAGE;) {
    const surface: ContainerId = surfaceOf(page, block);
    standings.push({ surface, block });
    block = surface === PAGE ? undefined : page.parent(cellParts(surface)?.[0] ?? surface);
  }
  return standings;
}

/** The entry that follows or precedes a block where it is shown; beyond the edge of a cell or column, that of its layout. */
export function besideBlock(
  binding: BlockBinding,
  id: BlockId,
  direction: 'up' | 'down',
): BlockId | undefined {
  for (const { surface, block } of standingsOf(binding.page, id)) {
    const items = binding.outline(surface);
    const index = items.findIndex(({ facts }) => facts.id === block);
    const beside = items[index + (direction === 'up' ? -1 : 1)];
    if (index >= 0 && beside) return beside.facts.id;
  }
  return undefined;
}
