import { type Block, blockLength, isEmptyText, typeOf } from '@weft/shared/model/block';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { type BlockContent, runsLength } from '@weft/shared/model/content';
import { renameNotes } from '@weft/shared/model/footnotes';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { type Point, surfaceOf } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';
import { edgeLine } from '../binding/outline.ts';
import { mintNote } from '../footnotes/add-footnote.ts';
import { notesIn } from '../footnotes/footnotes.ts';
import { type BatchSize, batches } from './batches.ts';

/**
 * Puts blocks at a place in a line: the first one's text goes on with what is before it if it is a line of the same kind,
 * the others follow as blocks of their own, and what was after it comes last. To be called inside `$run`; answers where
 * the caret goes: behind what was put in.
 */
export function insertContent(
  binding: BlockBinding,
  at: Point,
  given: readonly BlockContent[],
): Point | undefined {
  const { page, writer } = binding;
  const block = page.block(at.block);
  const contents = renameNotes(given, new Set(notesIn(binding).blocks.keys()), mintNote(binding));
  const [first, ...rest] = contents;
  if (!block || !first) return at;
  return writer.group(() => {
    if (isEmptyText(block) && block.type === 'text' && page.children(block.id).length === 0) {
      return replaceLine(binding, block, contents);
    }
    const goesOn = isLine(first) && (first.type === 'text' || first.type === block.type);
    const runs = goesOn ? (first.runs ?? []) : [];
    if (runs.length > 0) insertText(writer, block.id, at.offset, runs);
    const end = { block: block.id, offset: at.offset + runsLength(runs) };
    const others = goesOn ? rest : contents;
    return others.length === 0 ? end : insertBelow(binding, end, others);
  });
}

/** A line that is nothing but its text. */
function isLine({ children, table, type }: BlockContent): boolean {
  return (children ?? []).length === 0 && !table && !['code', 'equation', 'divider'].includes(type);
}

function replaceLine(
  binding: BlockBinding,
  { id }: Block,
  contents: readonly BlockContent[],
): Point | undefined {
  const last = insertAfter(binding, id, contents);
  removeBlocks(binding.writer, [id]);
  return last === undefined ? undefined : endOf(binding, last);
}

/** The text behind the place goes to a line below what is put in. */
function insertBelow(
  binding: BlockBinding,
  { block: id, offset }: Point,
  contents: readonly BlockContent[],
): Point | undefined {
  const { page, writer } = binding;
  const block = page.block(id);
  if (!block) return undefined;
  const isAtEnd = offset >= blockLength(block);
  const { type, props } = block;
  const shape = type.startsWith('heading') ? { type: 'text' } : { type, props };
  // What is nested in it stays with it, when nothing is cut off.
  if (!isAtEnd && typeOf(block).text === 'rich') splitBlock(writer, id, offset, shape);
  const last = insertAfter(binding, id, contents);
  return last === undefined ? { block: id, offset } : endOf(binding, last);
}

/** Puts blocks after one, in as many transactions as they need. Answers the last of them. */
function insertAfter(
  { page, writer }: BlockBinding,
  id: BlockId,
  contents: readonly BlockContent[],
): BlockId | undefined {
  const container = page.parent(id) ?? PAGE;
  let after = id;
  for (const batch of batches(contents, sizeOf)) {
    const index = page.children(container).indexOf(after) + 1;
    after = insertBlocks(writer, batch, container, index).at(-1) ?? after;
  }
  return after === id ? undefined : after;
}

/** The end of the last line in a block, what is nested in it included. */
function endOf(binding: BlockBinding, id: BlockId): Point | undefined {
  const { page } = binding;
  const items = binding.outline(surfaceOf(page, id));
  const index = items.findIndex(({ facts }) => facts.id === id);
  const depth = items[index]?.facts.depth ?? 0;
  const next = items.findIndex(({ facts }, i) => i > index && facts.depth <= depth);
  const item = items[(next < 0 ? items.length : next) - 1];
  const line = item && edgeLine(item, 'last');
  const block = line === undefined ? undefined : page.block(line);
  return block && { block: block.id, offset: blockLength(block) };
}

function sizeOf({ runs, children, table }: BlockContent): BatchSize {
  const inner = [...(children ?? []), ...(table?.rows ?? []).flatMap(({ cells }) => cells.flat())];
  return inner.map(sizeOf).reduce<BatchSize>(
    (sum, size) => ({
      blocks: sum.blocks + size.blocks,
      letters: sum.letters + size.letters,
    }),
    { blocks: 1, letters: runsLength(runs ?? []) },
  );
}
