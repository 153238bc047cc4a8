import { blockLength, blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { type Caret, caretAt, resolveCaret } from '@weft/shared/model/caret';
import { type Inline, type Run, runLength } from '@weft/shared/model/content';
import { sameJson } from '@weft/shared/model/marks';
import type { Point } from '@weft/shared/model/operations/range';
import { planDeleteText, planInsertText } from '@weft/shared/model/operations/text';
import { createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $leavesOf, leafLength } from '../binding/line.ts';
import { $lineOf, $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $selectedObject } from '../binding/selected-object.ts';
import { $placeOf, rectOf } from '../carets/place.ts';
import { texOf } from '../maths/inline-equation.ts';
import type { InlineNode } from '../nodes/inline-node.ts';

/** An equation in a line that somebody wants to write: one that is there, or one to be put at a place. */
export interface EquationAsked {
  readonly at: Point;
  /** Follows the place, whatever others do to the line meanwhile. */
  readonly caret: Caret | undefined;
  readonly inline: Inline | undefined;
  /** Where it is in the window. */
  readonly anchor: () => DOMRect;
}

/** Asks whoever has a surface for it to let somebody write an equation. */
export const WRITE_EQUATION_COMMAND: LexicalCommand<EquationAsked> =
  createCommand('WRITE_EQUATION_COMMAND');

/** The equation that is selected as a whole. */
export function $selectedEquation(): InlineNode | undefined {
  const node = $selectedObject();
  return node?.inline.kind === 'equation' ? node : undefined;
}

/** Lets somebody write the equation that is in a line. */
export function $askForEquation(binding: BlockBinding, node: InlineNode): boolean {
  const { editor, page } = binding;
  const line = $lineOf(node);
  if (!line || !editor.isEditable()) return false;
  let offset = 0;
  for (const leaf of $leavesOf(line)) {
    if (leaf.is(node)) break;
    offset += leafLength(leaf);
  }
  const key = node.getKey();
  const at = { block: line.facts.id, offset };
  return editor.dispatchCommand(WRITE_EQUATION_COMMAND, {
    at,
    caret: caretAt(page, at.block, offset),
    inline: node.inline,
    anchor: () => editor.getElementByKey(key)?.getBoundingClientRect() ?? rectAt(binding, at),
  });
}

/** Lets somebody write a new equation at a place. */
export function $askForNewEquation(binding: BlockBinding, at: Point): boolean {
  const { editor, page } = binding;
  return editor.dispatchCommand(WRITE_EQUATION_COMMAND, {
    at,
    caret: page.block(at.block) && caretAt(page, at.block, at.offset),
    inline: undefined,
    anchor: () => rectAt(binding, at),
  });
}

/** Makes an equation of selected text, lets the selected one be written, or a new one. Answers whether there was a place for it. */
export function $makeEquation(binding: BlockBinding): boolean {
  const selected = $selectedEquation();
  if (selected) return $askForEquation(binding, selected);
  const ends = $selectionEnds();
  if (!ends || ends.anchor.block !== ends.focus.block) return false;
  const { from, to } = $orderedEnds(ends);
  const block = binding.page.block(from.block);
  if (block && typeOf(block).text !== 'rich') return false;
  if (from.offset === to.offset) return $askForNewEquation(binding, from);
  binding.$run(() => {
    const taken = binding.page.block(from.block);
    if (!taken) return undefined;
    const runs = sliceRuns(blockRuns(taken), from.offset, to.offset);
    const text = runs.map(texIn).join('').trim();
    if (text === '') return undefined;
    return replace(binding, from, to.offset, { kind: 'equation', text });
  });
  return true;
}

/** Writes what was asked for, as one step; without TeX it takes the equation away. To be called inside an update. */
export function $writeEquation(binding: BlockBinding, asked: EquationAsked, tex: string): void {
  const { page } = binding;
  const text = tex.trim();
  binding.$run(() => {
    const at = (asked.caret && resolveCaret(page, asked.caret)) ?? asked.at;
    if (!asked.inline) {
      if (text === '') return at;
      const block = binding.materialize(at.block);
      return replace(binding, { block, offset: at.offset }, at.offset, { kind: 'equation', text });
    }
    const offset = offsetOf(binding, at, asked.inline);
    // Somebody else has taken it away, or written something else.
    if (offset === undefined) return undefined;
    const place = { block: at.block, offset };
    if (text === texOf(asked.inline)) return { ...place, offset: offset + 1 };
    return replace(binding, place, offset + 1, text === '' ? undefined : { ...asked.inline, text });
  });
}

/** Puts an equation, or nothing, in the place of a stretch of a line; answers the place behind it. */
function replace(
  { page, writer }: BlockBinding,
  { block, offset }: Point,
  to: number,
  inline: Inline | undefined,
): Point {
  const shown = page.block(block);
  const [first] = shown ? sliceRuns(blockRuns(shown), offset, Math.max(to, offset + 1)) : [];
  const link = to > offset ? first?.marks['link'] : undefined;
  const marks = link === undefined ? {} : { link };
  writer.commit([
    ...planDeleteText(page, block, offset, to),
    ...(inline ? planInsertText(page, block, offset, [{ inline, marks }]) : []),
  ]);
  return { block, offset: offset + (inline ? 1 : 0) };
}

/** Where in a line an object is by now: of those that are alike, the one nearest to where it was. */
function offsetOf({ page }: BlockBinding, at: Point, inline: Inline): number | undefined {
  const block = page.block(at.block);
  if (!block) return undefined;
  let offset = 0;
  let nearest: number | undefined;
  for (const run of blockRuns(block)) {
    const isIt = 'inline' in run && sameJson(run.inline, inline);
    const isNearer =
      nearest === undefined || Math.abs(offset - at.offset) < Math.abs(nearest - at.offset);
    if (isIt && isNearer) nearest = offset;
    offset += runLength(run);
  }
  return nearest;
}

function rectAt(binding: BlockBinding, { block, offset }: Point): DOMRect {
  return binding.editor.read(() => {
    const shown = binding.page.block(block);
    const within = shown ? Math.min(offset, blockLength(shown)) : 0;
    const place = $placeOf(binding, { block, offset: within });
    return place ? rectOf(place) : new DOMRect();
  });
}

function texIn(run: Run): string {
  return 'text' in run ? run.text : texOf(run.inline);
}
