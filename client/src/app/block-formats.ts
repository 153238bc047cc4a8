import { blockRuns } from '@weft/shared/model/block';
import { runLength } from '@weft/shared/model/content';
import type { Point, Range } from '@weft/shared/model/operations/range';
import { $getSelection, $isRangeSelection } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { type Block, BLOCKS, type Formats, MARKS, PLAIN } from './formatting.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/** The model's names of the blocks that the tools make. */
export const BLOCK_TYPE_OF = {
  text: 'text',
  'heading-1': 'heading1',
  'heading-2': 'heading2',
  'heading-3': 'heading3',
  bulleted: 'bulleted',
  numbered: 'numbered',
  todo: 'todo',
  quote: 'quote',
  'code-block': 'code',
} as const satisfies Record<Block, string>;

/** How the text at the selection is formatted. Call it inside a read. */
export function $readBlockFormats(binding: BlockBinding): Omit<Formats, 'canUndo' | 'canRedo'> {
  const selection = $getSelection();
  const ends = $selectionEnds();
  if (!ends || !$isRangeSelection(selection)) return PLAIN;
  const { anchor, focus } = ends;
  const block = kindOf(binding, anchor);
  const link = linkAround(binding, anchor);
  return {
    block: block === kindOf(binding, focus) ? block : undefined,
    marks: new Set(MARKS.filter((mark) => selection.hasFormat(TEXT_FORMATS[mark]))),
    link: link?.address,
  };
}

/** What the tools call the block at a point; `undefined` for what they cannot make, such as a callout. */
function kindOf(binding: BlockBinding, { block }: Point): Block | undefined {
  // The line of an empty surface is no block yet, and looks like text.
  const type = binding.page.block(block)?.type ?? 'text';
  return BLOCKS.find((kind) => BLOCK_TYPE_OF[kind] === type);
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
