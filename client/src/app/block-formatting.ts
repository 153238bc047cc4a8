import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { formatRange, type Range, textIn } from '@weft/shared/model/operations/range';
import { insertText } from '@weft/shared/model/operations/text';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { blockLength, typeOf } from '@weft/shared/model/block';
import {
  $addUpdateTag,
  $getRoot,
  $getSelection,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  REDO_COMMAND,
  SKIP_DOM_SELECTION_TAG,
  UNDO_COMMAND,
} from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../editor/binding/points.ts';
import { linkAround, $readBlockFormats, BLOCK_TYPE_OF } from './block-formats.ts';
import { type Block, type Formats, type Formatting, PLAIN, sameFormats } from './formatting.ts';
import { TEXT_FORMATS } from './text-formats.ts';

/**
 * The tools of an editor of pages. `dispose` ends it.
 *
 * @param bindingOf - the binding, once there is one: until then the tools do nothing
 */
export function createBlockFormatting(
  editor: LexicalEditor,
  bindingOf: () => BlockBinding | undefined,
): Formatting & { dispose(): void } {
  const listeners = new Set<() => void>();
  let formats = PLAIN;

  function show(change: Partial<Formats>): void {
    const next = { ...formats, ...change };
    if (sameFormats(formats, next)) return;
    formats = next;
    for (const listener of listeners) listener();
  }
  const focused = (): boolean => editor.getRootElement()?.contains(document.activeElement) ?? false;

  /** Runs `task` on the selection; a page that was never entered is entered at its end. */
  function edit(task: (binding: BlockBinding, range: Range) => void): void {
    const binding = bindingOf();
    if (!binding || !editor.isEditable()) return;
    editor.update(() => {
      // Lexical would follow its selection with the focus, away from the toolbar that somebody walks along.
      if (!focused()) $addUpdateTag(SKIP_DOM_SELECTION_TAG);
      if (!$getSelection()) $getRoot().selectEnd();
      const ends = $selectionEnds();
      if (ends) task(binding, $orderedEnds(ends));
    });
  }

  const dispose = mergeRegister(
    editor.registerUpdateListener(({ editorState }) => {
      const binding = bindingOf();
      if (binding) show(editorState.read(() => $readBlockFormats(binding)));
    }),
    editor.registerCommand(
      CAN_UNDO_COMMAND,
      (canUndo) => {
        show({ canUndo });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      CAN_REDO_COMMAND,
      (canRedo) => {
        show({ canRedo });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );

  return {
    get: () => formats,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    turnInto: (block) => edit((binding, range) => $turnInto(binding, range, block)),
    toggle: (mark) => edit(() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, TEXT_FORMATS[mark])),
    link: (address) => edit((binding, range) => $link(binding, range, address)),
    undo: () => void editor.dispatchCommand(UNDO_COMMAND, undefined),
    redo: () => void editor.dispatchCommand(REDO_COMMAND, undefined),
    focus() {
      if (!focused()) editor.focus(undefined, { defaultSelection: 'rootStart' });
    },
    dispose,
  };
}

function $turnInto(binding: BlockBinding, range: Range, block: Block): void {
  const { writer } = binding;
  const type = BLOCK_TYPE_OF[block];
  binding.$run(() =>
    writer.group(() => {
      const lines = linesIn(binding, range);
      const [first] = lines;
      if (type === 'code' && first !== undefined && lines.length > 1) {
        joinLines(binding, lines);
        turnBlocksInto(writer, [first], type);
        return { block: first, offset: 0 };
      }
      turnBlocksInto(writer, lines, type);
      return undefined;
    }),
  );
}

/** The blocks with text that a range touches, in reading order; the line of an empty surface is made one. */
function linesIn(binding: BlockBinding, { from, to }: Range): string[] {
  if (from.block === to.block) return [binding.materialize(from.block)];
  return textIn(binding.page, { from, to })
    .map(({ block }) => block)
    .filter((id) => {
      const block = binding.page.block(id);
      return block !== undefined && typeOf(block).text !== 'none';
    });
}

/** Several blocks become the lines of the first one; no letter moves. */
function joinLines({ page, writer }: BlockBinding, [first = '', ...rest]: readonly string[]): void {
  for (const id of rest) {
    const block = page.block(first);
    if (!block) return;
    insertText(writer, first, blockLength(block), [{ text: '\n', marks: {} }]);
    mergeBlocks(writer, first, id);
  }
}

function $link(binding: BlockBinding, range: Range, address: string | undefined): void {
  const { from, to } = range;
  const link = linkAround(binding, from);
  const isCaret = from.block === to.block && from.offset === to.offset;
  binding.$run(() => {
    const covered = isCaret ? link : range;
    if (covered) {
      formatRange(binding.writer, covered, { link: address ?? null });
    } else if (address !== undefined) {
      // Nothing is selected: the address is its own text.
      const text = address.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, '');
      const block = binding.materialize(from.block);
      binding.writer.group(() =>
        insertText(binding.writer, block, from.offset, [{ text, marks: { link: address } }]),
      );
      return { block, offset: from.offset + text.length };
    }
    return undefined;
  });
}
