import { blockRuns, sliceRuns } from '@weft/shared/model/block';
import { runLength } from '@weft/shared/model/content';
import type { Point, Range } from '@weft/shared/model/operations/range';
import { $getSelection, $isRangeSelection } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../editor/binding/points.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { type BlockKindName, kindOf } from '../editor/commands/block-kinds.ts';
import { type Formats, MARKS, PLAIN_TEXT } from './formatting.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** How the text at the selection is formatted. Call it inside a read. */
export function $readBlockFormats(binding: BlockBinding): Omit<Formats, 'canUndo' | 'canRedo'> {
  const selection = $getSelection();
  const ends = $selectionEnds();
  if (!ends || !$isRangeSelection(selection)) {
    const kinds = new Set($selectedBlocks().map((block) => kindAt(binding, { block, offset: 0 })));
    const [kind] = kinds;
    return { ...PLAIN_TEXT, block: kinds.size === 1 ? kind : undefined };
  }
  const { anchor, focus } = ends;
  const block = kindAt(binding, anchor);
  const link = linkAround(binding, anchor);
  return {
    block: block === kindAt(binding, focus) ? block : undefined,
    marks: new Set(MARKS.filter((mark) => selection.hasFormat(TEXT_FORMATS[mark]))),
    link: link?.address,
    ...colorsAt(binding, $orderedEnds(ends).from),
  };
}

function kindAt(binding: BlockBinding, { block }: Point): BlockKindName | undefined {
  // The line of an empty surface is no block yet, and looks like text.
  const shown = binding.page.block(block);
  return shown ? kindOf(shown) : 'text';
}

/** The colours of the letter behind a point. */
function colorsAt(
  { page }: BlockBinding,
  { block, offset }: Point,
): Pick<Formats, 'color' | 'background'> {
  const shown = page.block(block);
  const [run] = shown ? sliceRuns(blockRuns(shown), offset, offset + 1) : [];
  const { color, background } = run?.marks ?? {};
  return {
    color: typeof color === 'string' ? color : undefined,
    background: typeof background === 'string' ? background : undefined,
  };
}

/** A stretch of one block's text that leads to one address. */
export interface LinkRange extends Range {
  readonly address: string;
}

/** All of the link that a point is in or at an edge of; between two, the one before it. */
export function linkAround(
  { page }: BlockBinding,
  { block, offset }: Point,
): LinkRange | undefined {
  const shown = page.block(block);
  const links: { from: number; to: number; readonly address: string }[] = [];
  let start = 0;
  for (const run of shown ? blockRuns(shown) : []) {
    const end = start + runLength(run);
    const address = run.marks['link'];
    const last = links.at(-1);
    if (last?.to === start && last.address === address) last.to = end;
    else if (typeof address === 'string') links.push({ from: start, to: end, address });
    start = end;
  }
  const link = links.find(({ from, to }) => from <= offset && offset <= to);
  if (!link) return undefined;
  const { from, to, address } = link;
  return { from: { block, offset: from }, to: { block, offset: to }, address };
}
