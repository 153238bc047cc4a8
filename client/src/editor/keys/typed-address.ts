import { blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { runsText } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import { planFormat } from '@weft/shared/model/operations/text';
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  INSERT_PARAGRAPH_COMMAND,
  mergeRegister,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';

/** An address at the end of a text, without the signs that end a sentence or a bracket around it. */
const ADDRESS =
  /(?:^|[\s([{<"'“‘])((?:https?:\/\/|www\.)[^\s<>]*[^\s<>.,;:!?'"“”‘’)\]}])[.,;:!?'"“”‘’)\]}]*$/i;

/** Longer than any address that somebody types. */
const MAX_ADDRESS = 2000;

/** Addresses become links once a space or a new line is typed behind them; undoing takes the link away again. */
export function registerTypedAddresses(binding: BlockBinding): () => void {
  const { editor } = binding;
  return mergeRegister(
    editor.registerUpdateListener(({ tags, prevEditorState, editorState }) => {
      if (editor.isComposing() || tags.size > 0) return;
      const [before, caret] = [prevEditorState.read($caret), editorState.read($caret)];
      // Only what is typed letter by letter; the caret went on by one.
      if (caret?.block !== before?.block || caret?.offset !== (before?.offset ?? 0) + 1) return;
      const found = caret && linkBefore(binding, caret, true);
      if (found) editor.update(() => $link(binding, found, caret));
    }),
    editor.registerCommand(
      INSERT_PARAGRAPH_COMMAND,
      () => {
        const caret = editor.isEditable() ? $caret() : undefined;
        const found = caret && linkBefore(binding, caret, false);
        if (found) $link(binding, found, caret);
        return false;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  );
}

interface TypedLink {
  readonly from: number;
  readonly to: number;
  readonly href: string;
}

/** The address that ends at a caret, or before the space there, unless it is a link or code already. */
function linkBefore(
  { page }: BlockBinding,
  caret: Point,
  isSpaced: boolean,
): TypedLink | undefined {
  const block = page.block(caret.block);
  if (!block || typeOf(block).text !== 'rich') return undefined;
  const runs = blockRuns(block);
  const text = runsText(sliceRuns(runs, Math.max(0, caret.offset - MAX_ADDRESS), caret.offset));
  if (isSpaced && !/\s$/.test(text)) return undefined;
  const [, address] = ADDRESS.exec(text.trimEnd()) ?? [];
  if (address === undefined) return undefined;
  const href = /^www\./i.test(address) ? `https://${address}` : address;
  const from = caret.offset - text.length + text.lastIndexOf(address);
  const to = from + address.length;
  const isPlain = sliceRuns(runs, from, to).every(
    ({ marks }) => marks['link'] === undefined && marks['code'] !== true,
  );
  return isPlain && URL.canParse(href) ? { from, to, href } : undefined;
}

function $link(binding: BlockBinding, { from, to, href }: TypedLink, caret: Point): void {
  binding.$run(() => {
    binding.writer.commit(planFormat(binding.page, caret.block, from, to, { link: href }));
    return caret;
  });
}

function $caret(): Point | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  return $selectionEnds()?.focus;
}
