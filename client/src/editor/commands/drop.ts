import { type BlockId, cellParts, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { moveBlocks } from '@weft/shared/model/operations/move';
import { isInside, topLevel } from '@weft/shared/model/operations/place';
import { surfaceOf } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectBlocks } from '../binding/whole-blocks.ts';

/** Where dragged blocks are let go. */
export type DropTarget =
  | { readonly kind: 'in'; readonly container: ContainerId; readonly index: number }
  /** Beside a block, which makes columns of both, or one more column. */
  | { readonly kind: 'beside'; readonly block: BlockId; readonly side: 'start' | 'end' };

/** As many as stand beside each other readably. */
const MAX_COLUMNS = 5;

/** Whether blocks may be let go there: never inside of themselves. */
export function mayDrop(
  { page }: BlockBinding,
  blocks: readonly BlockId[],
  target: DropTarget,
): boolean {
  if (target.kind === 'in') return !blocks.some((block) => isInside(page, target.container, block));
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
  if (!mayDrop(binding, copy ? [] : top, target)) return;
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

/** Puts new blocks where they are let go. They are selected then. */
export function $dropContents(
  binding: BlockBinding,
  contents: readonly BlockContent[],
  target: DropTarget,
): void {
  const { page, writer } = binding;
  const anchor = target.kind === 'in' ? target.container : target.block;
  // Somebody may have deleted it while the files were measured.
  const isGone = anchor !== PAGE && !page.block(anchor) && !cellParts(anchor);
  const place: DropTarget = isGone
    ? { kind: 'in', container: PAGE, index: page.children(PAGE).length }
    : target;
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

/** The column that a block stands in directly. */
function columnOf(page: BlockBinding['page'], block: BlockId): BlockId | undefined {
  const surface = surfaceOf(page, block);
  return page.block(surface)?.type === 'column' ? surface : undefined;
}

/** A column from which everything was dragged goes, and with it the layout once a single one is left. */
function closeColumn({ page, writer }: BlockBinding, column: ContainerId): void {
  if (page.block(column)?.type !== 'column' || page.children(column).length > 0) return;
  const columns = page.parent(column) ?? PAGE;
  const [other, ...more] = page.children(columns).filter((id) => id !== column);
  if (other === undefined || more.length > 0) {
    removeBlocks(writer, other === undefined ? [columns] : [column]);
    return;
  }
  const container = page.parent(columns) ?? PAGE;
  const index = page.children(container).indexOf(columns);
  moveBlocks(writer, page.children(other), container, index);
  removeBlocks(writer, [columns]);
}
