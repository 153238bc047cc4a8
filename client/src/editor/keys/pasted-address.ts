import { blockRuns, isEmptyText, sliceRuns, typeOf } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import { type Caret, caretAt, resolveCaret } from '@weft/shared/model/caret';
import { type BlockContent, type Inline, runsText } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { deleteText, planDeleteText, planInsertText } from '@weft/shared/model/operations/text';
import { $onUpdate, createCommand, type LexicalCommand } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $replaceSelected, siblingIndex, textAfter } from './lines.ts';
import { insertAt } from '../commands/insert.ts';

/** An address that was pasted as a link, and may become something else. */
export interface PastedAddress {
  readonly address: string;
  /** The places before its first and behind its last letter, whatever others do to the line. */
  readonly from: Caret;
  readonly to: Caret;
}

/** Tells that an address was pasted, to whoever has a surface to ask what it is to be. */
export const PASTED_ADDRESS_COMMAND: LexicalCommand<PastedAddress> =
  createCommand('PASTED_ADDRESS_COMMAND');

/** Pastes an address as a link that shows it. */
export function $pasteAddress(binding: BlockBinding, address: string): void {
  const ends = $selectionEnds();
  if (!ends) return;
  const { page, writer, editor } = binding;
  let made: PastedAddress | undefined;
  binding.$run(() =>
    writer.group(() => {
      const runs = [{ text: address, marks: { link: address } }];
      const { block, offset } = $replaceSelected(binding, $orderedEnds(ends), runs);
      const to = { block, offset: offset + address.length };
      made = {
        address,
        from: caretAt(page, block, offset),
        to: caretAt(page, to.block, to.offset),
      };
      return to;
    }),
  );
  $onUpdate(() => made && editor.dispatchCommand(PASTED_ADDRESS_COMMAND, made));
}

/** Where a pasted address is now; `undefined` once somebody has changed it. */
export function placeOfPasted(
  { page }: BlockBinding,
  { address, to }: PastedAddress,
): { readonly block: BlockId; readonly from: number; readonly to: number } | undefined {
  const end = resolveCaret(page, to);
  const shown = end && page.block(end.block);
  if (!end || !shown || typeOf(shown).text !== 'rich') return undefined;
  const from = end.offset - address.length;
  const isWhole = from >= 0 && runsText(sliceRuns(blockRuns(shown), from, end.offset)) === address;
  return isWhole ? { block: end.block, from, to: end.offset } : undefined;
}

/** Puts a block in the place of a pasted address: instead of a line that has nothing else, else below the line. */
export function $pastedToBlock(
  binding: BlockBinding,
  pasted: PastedAddress,
  content: BlockContent,
): void {
  binding.$run(() => {
    const place = placeOfPasted(binding, pasted);
    if (!place) return undefined;
    return binding.writer.group(() => {
      deleteText(binding.writer, place.block, place.from, place.to);
      const made = insertAt(binding, place.block, content);
      return made && lineBelow(binding, made.block);
    });
  });
}

/** The empty line below a block to go on writing in: its own text is a caption. */
function lineBelow(binding: BlockBinding, id: BlockId): Point | undefined {
  const [container, index] = siblingIndex(binding, id);
  const next = binding.page.block(binding.page.children(container)[index + 1] ?? '');
  if (next?.type === 'text' && isEmptyText(next)) return { block: next.id, offset: 0 };
  return textAfter(binding, { id });
}

/** Puts an object in the place of a pasted address. */
export function $pastedToInline(
  binding: BlockBinding,
  pasted: PastedAddress,
  inline: Inline,
): void {
  binding.$run((): Point | undefined => {
    const place = placeOfPasted(binding, pasted);
    if (!place) return undefined;
    const { page, writer } = binding;
    writer.commit([
      ...planDeleteText(page, place.block, place.from, place.to),
      ...planInsertText(page, place.block, place.from, [{ inline, marks: {} }]),
    ]);
    return { block: place.block, offset: place.from + 1 };
  });
}
