import { type BlockId, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { holdsBlocks, moveBlocks } from '@weft/shared/model/operations/move';
import { isInside, topLevel } from '@weft/shared/model/operations/place';
import { surfaceOf } from '@weft/shared/model/operations/range';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectBlocks } from '../binding/whole-blocks.ts';
import { closeColumn, columnOf, MAX_COLUMNS } from './text-columns.ts';

/** Where dragged blocks are let go. */
export type DropTarget =
  | { readonly kind: 'in'; readonly container: ContainerId; readonly index: number }
  /** Beside a block, which makes columns of both, or one more column. */
  | { readonly kind: 'beside'; readonly block: BlockId; readonly side: 'start' | 'end' };

/** Whether blocks may be let go there: never inside of themselves, nor at what somebody has deleted meanwhile. */
export function mayDrop(
  { page }: BlockBinding,
  blocks: readonly BlockId[],
  target: DropTarget,
): boolean {
  if (target.kind === 'in') {
    const { container } = target;
    return holdsBlocks(page, container) && !blocks.some((one) => isInside(page, container, one));
  }
  if (!page.block(target.block)) return false;
  const column = columnOf(page, target.block);
  const isFull =
    column !== undefined && page.children(page.parent(column) ?? '').length >= MAX_COLUMNS;
  return !isFull && !blocks.some((block) => isInside(page, target.block, block));
}

/** Puts blocks, or copies of them, where they are let go. They are selected then. */
export function $drop(
  binding: BlockBinding,
  blocks: readonly BlockId[],
  target: DropTarget,
  copy: boolean,
): void {
  const { page, writer } = binding;
  const top = topLevel(page, blocks);
  if (top.length === 0 || !mayDrop(binding, copy ? [] : top, target)) return;
  if (!copy && isThere(binding, top, target)) {
    $selectBlocks(binding.keys, top);
    return;
  }
  const left = new Set(top.map((block) => surfaceOf(page, block)));
  let dropped: readonly BlockId[] = top;
  binding.$run(() =>
    writer.group(() => {
      const [container, index] =
        target.kind === 'in' ? [target.container, target.index] : newColumn(binding, target);
      if (copy) dropped = insertBlocks(writer, contentsOf(page, top), container, index);
      else moveBlocks(writer, top, container, index);
      for (const surface of left) closeColumn(binding, surface);
    }),
  );
  $selectBlocks(binding.keys, dropped);
}

/** Whether blocks stand where they are let go: nothing is to be done, or undone. */
function isThere({ page }: BlockBinding, blocks: readonly BlockId[], target: DropTarget): boolean {
  if (target.kind !== 'in') return false;
  const siblings = page.children(target.container);
  const [first, last] = [siblings.indexOf(blocks[0] ?? ''), siblings.indexOf(blocks.at(-1) ?? '')];
  const { index } = target;
  const isRun = first >= 0 && siblings.slice(first, last + 1).join() === blocks.join();
  return isRun && index >= first && index <= last + 1;
}

/** Puts new blocks where they are let go. They are selected then. */
export function $dropContents(
  binding: BlockBinding,
  contents: readonly BlockContent[],
  target: DropTarget,
): void {
  const { page, writer } = binding;
  // Somebody may have deleted it while the files were measured.
  const place: DropTarget = mayDrop(binding, [], target)
    ? target
    : { kind: 'in', container: PAGE, index: page.children(PAGE).length };
  let dropped: readonly BlockId[] = [];
  binding.$run(() =>
    writer.group(() => {
      const [container, index] =
        place.kind === 'in' ? [place.container, place.index] : newColumn(binding, place);
      dropped = insertBlocks(writer, contents, container, index);
    }),
  );
  $selectBlocks(binding.keys, dropped);
}

/** An empty column beside a block, which moves into one of its own if it is in none. */
function newColumn(
  { page, writer }: BlockBinding,
  { block, side }: Extract<DropTarget, { kind: 'beside' }>,
): [ContainerId, number] {
  const column = columnOf(page, block);
  if (column !== undefined) {
    const columns = page.parent(column) ?? PAGE;
    const index = page.children(columns).indexOf(column) + (side === 'end' ? 1 : 0);
    const [made = ''] = insertBlocks(writer, [{ type: 'column' }], columns, index);
    return [made, 0];
  }
  const container = page.parent(block) ?? PAGE;
  const index = page.children(container).indexOf(block);
  const layout = { type: 'columns', children: [{ type: 'column' }, { type: 'column' }] };
  const [columns = ''] = insertBlocks(writer, [layout], container, index);
  const [first = '', second = ''] = page.children(columns);
  moveBlocks(writer, [block], side === 'end' ? first : second, 0);
  return [side === 'end' ? second : first, 0];
}
