import { type BlockId, type ContainerId, PAGE } from '../block-id.ts';
import { type Block, blockLength, blockRuns, sliceRuns, typeOf } from '../block.ts';
import { type Json, type Run, runsLength } from '../content.ts';
import type { Edit } from '../edit.ts';
import { sameJson } from '../json.ts';
import { sameMarks } from '../marks.ts';
import type { Page } from '../page.ts';
import type { Writer } from '../writer.ts';
import { contentsOf } from './copy.ts';
import { insertBlocks } from './insert.ts';
import { moveBlocks } from './move.ts';
import { placesBetween } from './place.ts';
import { replaceRange } from './range.ts';
import { removeBlocks } from './remove.ts';

/**
 * Makes the page what `past`, an earlier state of the same document, was: as one step of undo, by the fewest edits, so that
 * whatever is the same stays itself. Blocks come back as themselves where they can, else as copies. What others write
 * at the same time is kept, as it is when blocks are deleted under their hands.
 */
export function restorePage(writer: Writer, past: Page): void {
  writer.group(() => {
    const kept = new Set<BlockId>();
    restoreInto(writer, past, PAGE, kept);
    // After every block is one by itself again: what was merged into another has its text in that one.
    for (const id of kept) {
      const block = past.block(id);
      if (block) restoreText(writer, id, blockRuns(block));
    }
    removeBlocks(writer, strangersIn(writer.page, PAGE, kept));
  });
}

function restoreInto(writer: Writer, past: Page, container: ContainerId, kept: Set<BlockId>): void {
  for (const [index, id] of past.children(container).entries()) {
    const block = past.block(id);
    if (!block) continue;
    const isWhole = isLayout(block);
    if (isWhole ? !isSame(writer.page, past, id) : !isThere(writer, past, id, container, index)) {
      const [copy] = insertBlocks(writer, contentsOf(past, [id]), container, index);
      if (copy !== undefined) keepAll(writer.page, copy, kept);
      continue;
    }
    if (writer.page.parent(id) !== container || writer.page.children(container)[index] !== id)
      moveBlocks(writer, [id], container, index);
    if (isWhole) {
      keepAll(writer.page, id, kept);
      continue;
    }
    kept.add(id);
    restoreLook(writer, block);
    restoreInto(writer, past, id, kept);
  }
}

/** Tables and columns are compared as wholes: their parts make sense only together. */
const isLayout = (block: Block): boolean => ['table', 'columns'].includes(typeOf(block).holds);

function isSame(page: Page, past: Page, id: BlockId): boolean {
  return sameJson(json(contentsOf(page, [id])), json(contentsOf(past, [id])));
}

const json = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;

/** Whether a block is shown, or could be brought back by taking back what hides it. */
function isThere(
  writer: Writer,
  past: Page,
  id: BlockId,
  container: ContainerId,
  index: number,
): boolean {
  const { page } = writer;
  if (page.block(id)) return true;
  // Letters that are written anew are others: undoing that would bring the block back as one that somebody has edited.
  const hidden = page.members(id).flatMap((member) => page.pieces(member));
  const now = unitsOf(hidden.flatMap(({ runs }) => runs));
  const then = unitsOf(blockRuns(past.block(id)!));
  const isSameText = now.length === then.length && now.every((unit, i) => sameUnit(unit, then[i]!));
  if (!page.registers(id).home || !isSameText) return false;
  const siblings = page.children(container);
  const [place] = placesBetween(writer, container, siblings[index - 1], siblings[index], 1);
  writer.commit(
    [
      ['into', undefined],
      ['gone', undefined],
      ['at', place],
    ].map(([prop, value]) => ({ kind: 'set', block: id, prop, value }) as Edit),
  );
  // What it was made of may have been swept away meanwhile.
  return page.block(id) !== undefined;
}

function restoreLook(writer: Writer, block: Block): void {
  const { page } = writer;
  const { id } = block;
  const before = page.block(id);
  if (!before) return;
  const edits: Edit[] = [];
  if (before.type !== block.type) {
    const value = block.type === page.registers(id).bornAs ? undefined : block.type;
    edits.push({ kind: 'set', block: id, prop: 'type', value });
  }
  for (const prop of new Set([...Object.keys(before.props), ...Object.keys(block.props)])) {
    const [was, is] = [block.props[prop], before.props[prop]];
    if (was === undefined || is === undefined || !sameJson(was, is))
      edits.push({ kind: 'set', block: id, prop, value: was });
  }
  writer.commit(edits);
}

/** Writes what differs anew: what is before and after it stays, with the carets in it. */
function restoreText(writer: Writer, id: BlockId, runs: readonly Run[]): void {
  const block = writer.page.block(id);
  if (!block) return;
  const [now, then] = [unitsOf(blockRuns(block)), unitsOf(runs)];
  const shorter = Math.min(now.length, then.length);
  let start = 0;
  while (start < shorter && sameUnit(now[start]!, then[start]!)) start += 1;
  let end = 0;
  while (end < shorter - start && sameUnit(now.at(-1 - end)!, then.at(-1 - end)!)) end += 1;
  // Half a character, merged with somebody's edit, would be none.
  if (isHigh(then[start - 1]) || isHigh(now[start - 1])) start -= 1;
  if (isLow(then[then.length - end]) || isLow(now[now.length - end])) end -= 1;
  const length = blockLength(block);
  const between = sliceRuns(runs, start, runsLength(runs) - end);
  if (start === length - end && between.length === 0) return;
  replaceRange(
    writer,
    { from: { block: id, offset: start }, to: { block: id, offset: length - end } },
    between,
  );
}

/** A UTF-16 unit, or an inline object, with its marks. */
type Unit = Run;

function unitsOf(runs: readonly Run[]): Unit[] {
  return runs.flatMap((run): Unit[] =>
    'text' in run ? run.text.split('').map((text) => ({ text, marks: run.marks })) : [run],
  );
}

function sameUnit(a: Unit, b: Unit): boolean {
  if (!sameMarks(a.marks, b.marks)) return false;
  if ('text' in a) return 'text' in b && a.text === b.text;
  return 'inline' in b && sameJson(a.inline, b.inline);
}

const unitIn = (unit: Unit | undefined, low: number, high: number): boolean => {
  const code = unit && 'text' in unit ? unit.text.charCodeAt(0) : 0;
  return code >= low && code <= high;
};
const isHigh = (unit: Unit | undefined): boolean => unitIn(unit, 0xd800, 0xdbff);
const isLow = (unit: Unit | undefined): boolean => unitIn(unit, 0xdc00, 0xdfff);

function keepAll(page: Page, id: BlockId, kept: Set<BlockId>): void {
  kept.add(id);
  for (const child of page.children(id)) keepAll(page, child, kept);
}

/** The outermost blocks that were not there. */
function strangersIn(page: Page, container: ContainerId, kept: ReadonlySet<BlockId>): BlockId[] {
  return page.children(container).flatMap((id) => {
    if (!kept.has(id)) return [id];
    const block = page.block(id);
    return block && isLayout(block) ? [] : strangersIn(page, id, kept);
  });
}
