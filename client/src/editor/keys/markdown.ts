import { type Block, blockLength, blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import { runsText } from '@weft/shared/model/content';
import type { Edit } from '@weft/shared/model/edit';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import type { Point } from '@weft/shared/model/operations/range';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import {
  deleteText,
  planDeleteText,
  planFormat,
  planInsertText,
} from '@weft/shared/model/operations/text';
import { planTurnInto } from '@weft/shared/model/operations/turn-into';
import { $getSelection, $isRangeSelection, mergeRegister, type TextFormatType } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $runsOf } from '../binding/line.ts';
import { $selectionEnds } from '../binding/points.ts';
import { blockFor } from './block-signs.ts';
import { siblingIndex } from './lines.ts';
import { SignsBack } from './signs-back.ts';

const DIVIDER = /^---$/;

/** What a closing sign makes of the text since the opening one. */
interface MarkRule {
  readonly pattern: RegExp;
  readonly sign: number;
  readonly mark: string;
  readonly format: TextFormatType;
}

const inside = String.raw`([^\s*_~\x60](?:[^*_~\x60\n]*[^\s*_~\x60])?)`;
const MARK_RULES: readonly MarkRule[] = [
  { pattern: new RegExp(String.raw`\*\*${inside}\*\*$`), sign: 2, mark: 'bold', format: 'bold' },
  { pattern: new RegExp(`(?<!\\w)__${inside}__$`), sign: 2, mark: 'bold', format: 'bold' },
  {
    pattern: new RegExp(String.raw`(?<!\*)\*${inside}\*$`),
    sign: 1,
    mark: 'italic',
    format: 'italic',
  },
  { pattern: new RegExp(`(?<![\\w_])_${inside}_$`), sign: 1, mark: 'italic', format: 'italic' },
  { pattern: new RegExp(`~~${inside}~~$`), sign: 2, mark: 'strike', format: 'strikethrough' },
  { pattern: new RegExp(`(?<!~)~${inside}~$`), sign: 1, mark: 'strike', format: 'strikethrough' },
  { pattern: /(?<!`)`([^`\n]+)`$/, sign: 1, mark: 'code', format: 'code' },
];

const EQUATION = /\$\$([^$\n]+)\$\$$/;

/**
 * Markdown as it is typed. What was typed is one step of undo and what became of it the next, so that the first undo
 * gives the signs back; so does Backspace, as long as nothing else was done.
 */
export function registerMarkdown(binding: BlockBinding): () => void {
  const { editor } = binding;
  const signs = new SignsBack(binding);
  /** The line that an input method composes in, as it was when that began. */
  let composed: Caret | undefined;
  const stop = editor.registerUpdateListener(({ tags, dirtyLeaves, prevEditorState }) => {
    if (editor.isComposing()) {
      composed ??= prevEditorState.read(() => $caret(binding));
      return;
    }
    const before = composed;
    if (before === undefined && (dirtyLeaves.size === 0 || tags.size > 0)) return;
    const caret = editor.getEditorState().read(() => $caret(binding));
    const block = caret && binding.page.block(caret.point.block);
    // What others did to the line while it was composed in is shown by the next update.
    if (caret && caret.line.length !== (block ? blockLength(block) : undefined)) return;
    composed = undefined;
    if (!block || typeOf(block).text !== 'rich') return;
    if (before === undefined) {
      const from = prevEditorState.read($selectionEnds)?.focus;
      // Only what is typed letter by letter; the caret went on by one.
      if (from?.block === block.id && from.offset + 1 !== caret.point.offset) return;
    } else if (!isComposed(before, caret)) return;
    apply(binding, signs, block, caret.point, textBefore(caret));
  });
  return mergeRegister(stop, signs.stop);
}

interface Caret {
  readonly point: Point;
  /** The text of the whole line. */
  readonly line: string;
}

function $caret(binding: BlockBinding): Caret | undefined {
  const point = $selectionEnds()?.focus;
  const selection = $getSelection();
  if (!point || !$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  const line = binding.$lineOf(point.block);
  return line && { point, line: runsText($runsOf(line)) };
}

const textBefore = ({ point, line }: Caret): string => line.slice(0, point.offset);
const textAfter = ({ point, line }: Caret): string => line.slice(point.offset);

/** Whether what stands before the caret was composed: something came into this line, and the caret is behind it. */
function isComposed(before: Caret, after: Caret): boolean {
  return (
    before.point.block === after.point.block &&
    textAfter(before) === textAfter(after) &&
    textBefore(before) !== textBefore(after)
  );
}

function apply(
  binding: BlockBinding,
  signs: SignsBack,
  block: Block,
  { offset }: Point,
  text: string,
): void {
  const { id } = block;
  if (DIVIDER.test(text) && block.type === 'text') {
    binding.editor.update(() => {
      binding.$run(() => makeDivider(binding, block, offset));
      signs.$offer();
    });
    return;
  }
  const become = blockFor(binding.page, block, text);
  if (become) {
    const edits = [
      ...planDeleteText(binding.page, id, 0, offset),
      ...planTurnInto(binding.writer, id, become.type, become.props),
    ];
    commit(binding, signs, edits, { block: id, offset: 0 });
    // Nothing is hidden by becoming a toggle.
    if (become.type === 'toggle' || become.props?.['toggle'] === true)
      binding.folding.set(id, true);
    return;
  }
  const [typed] = sliceRuns(blockRuns(block), offset - 1, offset);
  // In inline code a sign stands for itself.
  if (typed?.marks['code'] === true) return;
  const equation = EQUATION.exec(text);
  if (equation) {
    const from = offset - equation[0].length;
    const inline = { kind: 'equation', text: equation[1] ?? '' };
    const edits = [
      ...planDeleteText(binding.page, id, from, offset),
      ...planInsertText(binding.page, id, from, [{ inline, marks: {} }]),
    ];
    commit(binding, signs, edits, { block: id, offset: from + 1 });
    return;
  }
  for (const { pattern, sign, mark, format } of MARK_RULES) {
    const match = pattern.exec(text);
    if (!match) continue;
    const from = offset - match[0].length;
    const edits = [
      ...planDeleteText(binding.page, id, offset - sign, offset),
      ...planFormat(binding.page, id, from + sign, offset - sign, { [mark]: true }),
      ...planDeleteText(binding.page, id, from, from + sign),
    ];
    commit(binding, signs, edits, { block: id, offset: offset - 2 * sign }, format);
    return;
  }
}

function commit(
  binding: BlockBinding,
  signs: SignsBack,
  edits: readonly Edit[],
  target: Point,
  format?: TextFormatType,
): void {
  binding.editor.update(() => {
    binding.$run(() => {
      binding.writer.commit(edits);
      return target;
    });
    const selection = $getSelection();
    // What is typed next is outside of the mark.
    if (format && $isRangeSelection(selection) && selection.hasFormat(format)) {
      selection.toggleFormat(format);
    }
    signs.$offer();
  });
}

/** In the place of its signs; above the line if anything else is in it. */
function makeDivider(binding: BlockBinding, block: Block, offset: number): Point | undefined {
  const { writer, page } = binding;
  const { id } = block;
  return writer.group(() => {
    const [container, index] = siblingIndex(binding, id);
    if (blockLength(block) > offset || page.children(id).length > 0) {
      insertBlocks(writer, [{ type: 'divider' }], container, index);
      deleteText(writer, id, 0, offset);
      return { block: id, offset: 0 };
    }
    const next = page.children(container)[index + 1];
    const following = next === undefined ? undefined : page.block(next);
    insertBlocks(writer, [{ type: 'divider' }], container, index);
    removeBlocks(writer, [id]);
    if (following && following.pieces.length > 0) return { block: following.id, offset: 0 };
    const [made = ''] = insertBlocks(writer, [{ type: 'text' }], container, index + 1);
    return { block: made, offset: 0 };
  });
}
