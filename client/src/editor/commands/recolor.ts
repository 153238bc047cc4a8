import { formatRange } from '@weft/shared/model/operations/range';
import { setProps } from '@weft/shared/model/operations/set-props';
import { createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $runOnBlocks } from './targets.ts';

/** A colour of letters or of what is behind them; `default` is none. */
export interface Coloring {
  readonly prop: 'color' | 'background';
  readonly color: string;
}

/** Where a person keeps the colour that they used last. */
export interface LastColor {
  get(): Coloring;
  set(coloring: Coloring): void;
}

/** What is used first: a marker pen. */
export const FIRST_COLOR: Coloring = { prop: 'background', color: 'yellow' };

/** Remembers the last colour as long as the page is open. */
export function createLastColor(): LastColor {
  let last = FIRST_COLOR;
  return { get: () => last, set: (coloring) => void (last = coloring) };
}

/** Colours what is selected, with the colour that was used last where none is named. */
export const RECOLOR_COMMAND: LexicalCommand<Coloring | undefined> =
  createCommand('RECOLOR_COMMAND');

/** Colours the selected letters, or else the blocks as wholes. */
export function $recolor(binding: BlockBinding, { prop, color }: Coloring): void {
  const value = color === 'default' ? undefined : color;
  const ends = $selectionEnds();
  const isCaret =
    !ends || (ends.anchor.block === ends.focus.block && ends.anchor.offset === ends.focus.offset);
  if (ends && !isCaret) {
    const range = $orderedEnds(ends);
    binding.$run(() => formatRange(binding.writer, range, { [prop]: value ?? null }));
    return;
  }
  $runOnBlocks(binding, (blocks) => setProps(binding.writer, blocks, { [prop]: value }));
}
