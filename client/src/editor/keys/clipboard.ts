import { blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { isCaptioned } from '@weft/shared/model/captioned';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { type Point, type Range, textIn } from '@weft/shared/model/operations/range';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import { toPlainText } from '@weft/shared/plain-text';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectedVoids, $selectionEnds } from '../binding/points.ts';
import { type BatchSize, batches, MAX_LETTERS } from '../commands/batches.ts';
import { wholeLetters } from '../paste/whole-letters.ts';
import { $deleteRange } from './delete.ts';
import { $replaceSelected, colorsOf, siblingIndex } from './lines.ts';
import { $isBesideText, $replaceBlocks } from './whole-blocks.ts';

/** Types of which every pasted line becomes one more. */
const REPEATED = new Set(['bulleted', 'numbered', 'todo', 'quote']);

/** The selected text, a line for each block; `undefined` if nothing is selected. */
export function $selectedText({ page }: BlockBinding): string | undefined {
  const ends = $selectionEnds();
  if (!ends) return undefined;
  const range = $orderedEnds(ends);
  if (range.from.block === range.to.block && range.from.offset === range.to.offset)
    return $selectedVoids().length > 0 ? '' : undefined;
  return textIn(page, range)
    .flatMap(({ block, from, to }) => {
      const shown = page.block(block);
      if (!shown || shown.pieces.length === 0) return [];
      return [toPlainText([{ type: 'text', runs: sliceRuns(blockRuns(shown), from, to) }])];
    })
    .join('\n');
}

/** Deletes what is selected. */
export function $deleteSelection(binding: BlockBinding): void {
  if ($deleteRange(binding)) return;
  const ends = $selectionEnds();
  if (!ends) return;
  const range = $orderedEnds(ends);
  binding.$run(() => $replaceSelected(binding, range));
}

/** Puts text where the selection is: a block for each line, or lines of one text where that is code or a caption. */
export function $pasteText(binding: BlockBinding, pasted: string): void {
  if (pasted === '') return;
  binding.writer.group(() => {
    if ($isBesideText()) $replaceBlocks(binding, '');
    const ends = $selectionEnds();
    if (ends) $pasteInLine(binding, pasted, $orderedEnds(ends));
  });
}

function $pasteInLine(binding: BlockBinding, pasted: string, range: Range): void {
  const text = wholeLetters(pasted.replaceAll(/\r\n?/g, '\n').replace(/\n$/, ''));
  binding.$run(() => {
    const shown = binding.page.block(range.from.block);
    const isOneText = shown !== undefined && (typeOf(shown).text === 'plain' || isCaptioned(shown));
    const lines = isOneText ? [text] : text.split('\n');
    const [first = ''] = lines;
    // A block that somebody has deleted is there only as long as letters are: the first of them come with the deletion.
    const [head = ''] = pieces(first);
    const runs = head === '' ? [] : [{ text: head, marks: {} }];
    const { block, offset } = $replaceSelected(binding, range, runs);
    const at = { block, offset: offset + head.length };
    const end = insertLong(binding, at, first.slice(head.length));
    return lines.length > 1 ? insertLines(binding, end, lines.slice(1)) : end;
  });
}

/** The text after the caret goes to the end of the last line. */
function insertLines(binding: BlockBinding, at: Point, lines: readonly string[]): Point {
  const { page, writer } = binding;
  const block = page.block(at.block);
  const shape =
    block && (REPEATED.has(block.type) || block.type === 'text')
      ? { type: block.type, props: colorsOf(block) }
      : { type: 'text' };
  const tail = splitBlock(writer, at.block, at.offset, shape) ?? at.block;
  for (const texts of batches(lines.slice(0, -1), sizeOf)) {
    const [container, index] = siblingIndex(binding, tail);
    const contents = texts.map((text): BlockContent => ({
      ...shape,
      runs: text === '' ? [] : [{ text, marks: {} }],
    }));
    // A text too long for one transaction is alone in its batch.
    const [only = ''] = texts;
    const [first = ''] = pieces(only);
    if (first === only) insertBlocks(writer, contents, container, index);
    else insertLong(binding, emptyBlock(binding, shape, tail), only);
  }
  return insertLong(binding, { block: tail, offset: 0 }, lines.at(-1) ?? '');
}

function emptyBlock(binding: BlockBinding, shape: BlockContent, before: string): Point {
  const [container, index] = siblingIndex(binding, before);
  const [block = ''] = insertBlocks(binding.writer, [shape], container, index);
  return { block, offset: 0 };
}

/** Puts a text of any length into a block. Answers where it ends. */
function insertLong({ writer }: BlockBinding, { block, offset }: Point, text: string): Point {
  let end = offset;
  for (const piece of pieces(text)) {
    insertText(writer, block, end, [{ text: piece, marks: {} }]);
    end += piece.length;
  }
  return { block, offset: end };
}

/** Cuts a text into parts that a transaction can hold, never inside a surrogate pair. */
function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const limit = start + MAX_LETTERS;
    const isInPair = limit < text.length && /[\udc00-\udfff]/.test(text.charAt(limit));
    const end = isInPair ? limit - 1 : limit;
    yield text.slice(start, end);
    start = end;
  }
}

function sizeOf({ length }: string): BatchSize {
  return { blocks: 1, letters: length };
}
