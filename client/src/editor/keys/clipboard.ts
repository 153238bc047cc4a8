import { blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { runsText } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { type Point, textIn } from '@weft/shared/model/operations/range';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { replaceSelected, siblingIndex } from './lines.ts';

/** Blocks that go into one transaction: a paste of any size stays below what one update may hold. */
const CHUNK = 500;

/** Half a surrogate pair is no letter, and would not survive being encoded. */
const HALF_A_PAIR = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The selected text, a line for each block; `undefined` if nothing is selected. */
export function $selectedText({ page }: BlockBinding): string | undefined {
  const ends = $selectionEnds();
  if (!ends) return undefined;
  const range = $orderedEnds(ends);
  if (range.from.block === range.to.block && range.from.offset === range.to.offset)
    return undefined;
  return textIn(page, range)
    .flatMap(({ block, from, to }) => {
      const shown = page.block(block);
      if (!shown || shown.pieces.length === 0) return [];
      return [runsText(sliceRuns(blockRuns(shown), from, to)).replaceAll('\ufffc', '')];
    })
    .join('\n');
}

/** Deletes what is selected. */
export function $deleteSelection(binding: BlockBinding): void {
  const ends = $selectionEnds();
  if (!ends) return;
  const range = $orderedEnds(ends);
  binding.$run(() => replaceSelected(binding, range));
}

/** Puts text where the selection is: a block for each line, or lines of code where the caret is in code. */
export function $pasteText(binding: BlockBinding, pasted: string): void {
  const ends = $selectionEnds();
  if (!ends || pasted === '') return;
  const range = $orderedEnds(ends);
  const text = pasted
    .replaceAll(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .replaceAll(HALF_A_PAIR, '\ufffd');
  binding.$run(() =>
    binding.writer.group(() => {
      const shown = binding.page.block(range.from.block);
      const isPlain = shown !== undefined && typeOf(shown).text === 'plain';
      const lines = isPlain ? [text] : text.split('\n');
      const [first = ''] = lines;
      const runs = first === '' ? [] : [{ text: first, marks: {} }];
      const { block, offset } = replaceSelected(binding, range, runs);
      const end: Point = { block, offset: offset + first.length };
      return lines.length > 1 ? insertLines(binding, end, lines.slice(1)) : end;
    }),
  );
}

/** The text after the caret goes to the end of the last line. */
function insertLines(binding: BlockBinding, at: Point, lines: readonly string[]): Point {
  const { page, writer } = binding;
  const type = page.block(at.block)?.type ?? 'text';
  const tail = splitBlock(writer, at.block, at.offset, { type }) ?? at.block;
  const last = lines.at(-1) ?? '';
  const middle = lines.slice(0, -1).map((text) => ({
    type,
    runs: text === '' ? [] : [{ text, marks: {} }],
  }));
  for (let start = 0; start < middle.length; start += CHUNK) {
    const [container, index] = siblingIndex(binding, tail);
    insertBlocks(writer, middle.slice(start, start + CHUNK), container, index);
  }
  if (last !== '') insertText(writer, tail, 0, [{ text: last, marks: {} }]);
  return { block: tail, offset: last.length };
}
