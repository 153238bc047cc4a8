import { type Block, blockLength, isEmptyText } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { isCaptioned } from '@weft/shared/model/captioned';
import { outdentBlocks } from '@weft/shared/model/operations/indent';
import { mergeBlocks } from '@weft/shared/model/operations/merge';
import type { Point } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { $getNodeByKey } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { edgeLine, type OutlineItem } from '../binding/outline.ts';
import {
  $lineLength,
  $orderedEnds,
  $selectedVoids,
  $selectionEnds,
  $selectWhole,
} from '../binding/points.ts';
import { closeColumn } from '../commands/text-columns.ts';
import { firstPoint, pointBeside } from '../selection/caret-place.ts';
import { pointInSurface } from '../selection/cell-place.ts';
import { $replaceSelected, endOf, isNested, neighbours, removeAlone } from './lines.ts';
import { $deleteSelectedBlocks, $selectBeside } from './whole-blocks.ts';

/**
 * Backspace, Delete and their kin where they reach beyond a line. Answers false where they do not: within a line the
 * editor deletes by itself.
 */
export function $delete(binding: BlockBinding, isBackward: boolean): boolean {
  if ($deleteSelectedBlocks(binding) || $deleteRange(binding)) return true;
  const ends = $selectionEnds();
  if (!ends) return $selectBeside(isBackward);
  const { anchor, focus } = ends;
  const line = binding.$lineOf(anchor.block);
  if (!line || anchor.offset !== focus.offset) return false;
  if (anchor.offset !== (isBackward ? 0 : $lineLength(line))) return false;
  if (isBackward && $closeColumn(binding, anchor.block)) return true;
  if (binding.isEmptyLine(anchor.block)) return true;
  const block = binding.page.block(anchor.block);
  if (block && isBackward) $deleteBackward(binding, block);
  if (block && !isBackward) $deleteForward(binding, block);
  return true;
}

/** Deletes a selection that reaches over several blocks. Answers whether it is one. */
export function $deleteRange(binding: BlockBinding): boolean {
  const ends = $selectionEnds();
  const voids = $selectedVoids();
  if (voids.length === 0 && (!ends || ends.anchor.block === ends.focus.block)) return false;
  const range = ends && $orderedEnds(ends);
  binding.$run(() => {
    if (range) return $replaceSelected(binding, range);
    const beside = pointBeside(binding, voids);
    removeAlone(binding, voids);
    return beside ?? firstPoint(binding);
  });
  return true;
}

/** Takes the column away of which an empty line is all; the caret goes to the one beside it. Answers whether it is one. */
function $closeColumn(binding: BlockBinding, line: BlockId): boolean {
  const { page, writer } = binding;
  const column = binding.surfaceOf(line);
  if (page.block(column)?.type !== 'column' || !isEmptyColumn(binding, column)) return false;
  const columns = page.parent(column) ?? PAGE;
  const siblings = page.children(columns);
  const at = siblings.indexOf(column);
  const beside =
    at > 0
      ? pointInSurface(binding, siblings[at - 1] ?? column, 'last')
      : pointInSurface(binding, siblings[at + 1] ?? column, 'first');
  const beyond = pointBeside(binding, [columns]);
  binding.$run(() =>
    writer.group(() => {
      removeBlocks(writer, page.children(column));
      closeColumn(binding, column);
      const isThere = beside && (page.block(beside.block) || page.block(columns));
      return isThere ? beside : (beyond ?? firstPoint(binding));
    }),
  );
  return true;
}

function isEmptyColumn({ page }: BlockBinding, column: BlockId): boolean {
  const [only, ...others] = page.children(column);
  if (only === undefined) return true;
  const block = page.block(only);
  if (block?.type !== 'text' || !isEmptyText(block)) return false;
  return others.length === 0 && page.children(only).length === 0;
}

/** The least that could be meant comes first: back to plain text, then out of the nest, then up. */
function $deleteBackward(binding: BlockBinding, block: Block): void {
  const { writer } = binding;
  const { id, type } = block;
  const here: Point = { block: id, offset: 0 };
  if (isCaptioned(block)) {
    if (isEmptyText(block)) $removeUpwards(binding, block);
  } else if (type === 'code' && !isEmptyText(block)) {
    return;
  } else if (type !== 'text') {
    binding.$run(() => {
      turnBlocksInto(writer, [id], 'text', { toggle: false });
      return here;
    });
  } else if (isNested(binding, id)) {
    binding.$run(() => {
      outdentBlocks(writer, [id]);
      return here;
    });
  } else {
    $joinUpwards(binding, block);
  }
}

function $joinUpwards(binding: BlockBinding, block: Block): void {
  const { page } = binding;
  const { above } = neighbours(binding, block.id);
  if (!above) {
    if (isEmptyText(block)) $removeUpwards(binding, block);
  } else if (above.kind === 'line') {
    const before = page.block(above.facts.id);
    if (before) $join(binding, before, block);
  } else if (isEmptyText(block)) {
    $removeUpwards(binding, block);
  } else if (above.kind === 'void') {
    $selectBlock(binding, above.facts.id);
  }
}

function $deleteForward(binding: BlockBinding, block: Block): void {
  const { below } = neighbours(binding, block.id);
  if (below?.kind === 'line') {
    const next = binding.page.block(below.facts.id);
    if (next) $join(binding, block, next);
  } else if (below?.kind === 'void') {
    $selectBlock(binding, below.facts.id);
  }
}

/** Two lines become one; an empty one above simply goes, so that the other keeps what it is. */
function $join(binding: BlockBinding, above: Block, below: Block): void {
  const { page, writer } = binding;
  const isPlain =
    above.type === 'text' && isEmptyText(above) && page.children(above.id).length === 0;
  const seam = { block: above.id, offset: blockLength(above) };
  binding.$run(() => {
    if (isPlain) removeBlocks(writer, [above.id]);
    else if (isCaptioned(above)) {
      if (isEmptyText(below)) removeAlone(binding, [below.id]);
    } else if (!isCaptioned(below)) mergeBlocks(writer, above.id, below.id);
    return isPlain ? { block: below.id, offset: 0 } : seam;
  });
}

/** Removes an empty line and nothing nested in it; the caret goes to the end of what is above it. */
function $removeUpwards(binding: BlockBinding, { id }: Block): void {
  const { above, below } = neighbours(binding, id);
  if (!above && !below) return;
  const next =
    (above && edgeLine(above, 'last')) ?? (above ? undefined : below && edgeLine(below, 'first'));
  binding.$run(() => {
    removeAlone(binding, [id]);
    if (next === undefined) return undefined;
    return above ? endOf(binding, next) : { block: next, offset: 0 };
  });
  if (above?.kind === 'void') $selectItem(binding, above);
}

function $selectBlock(binding: BlockBinding, id: BlockId): void {
  const key = binding.keys.get(id);
  if (key === undefined || !$getNodeByKey(key)) return;
  $selectWhole(key);
}

function $selectItem(binding: BlockBinding, { facts }: OutlineItem): void {
  $selectBlock(binding, facts.id);
}
