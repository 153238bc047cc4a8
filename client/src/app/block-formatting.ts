import { formatRange } from '@weft/shared/model/operations/range';
import { insertText } from '@weft/shared/model/operations/text';
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
import { $makeEquation } from '../editor/commands/inline-equation.ts';
import { RECOLOR_COMMAND } from '../editor/commands/recolor.ts';
import { $turnInto } from '../editor/commands/turn-into.ts';
import { BLOCK_KINDS, type BlockKindName } from '../editor/commands/block-kinds.ts';
import { firstPoint } from '../editor/selection/caret-place.ts';
import { focusPage } from '../editor/selection/focus-page.ts';
import { linkAround, $readBlockFormats } from './block-formats.ts';
import { type Formats, type Formatting, PLAIN, sameFormats } from './formatting.ts';
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
  function edit(task: (binding: BlockBinding) => void): void {
    const binding = bindingOf();
    if (!binding || !editor.isEditable()) return;
    editor.update(() => {
      // Lexical would follow its selection with the focus, away from the toolbar that somebody walks along.
      if (!focused()) $addUpdateTag(SKIP_DOM_SELECTION_TAG);
      if (!$getSelection()) $getRoot().selectEnd();
      task(binding);
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
    kinds: Object.keys(BLOCK_KINDS) as BlockKindName[],
    get: () => formats,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    turnInto: (kind) => {
      const { type, props } = BLOCK_KINDS[kind];
      edit((binding) => $turnInto(binding, type, props));
    },
    toggle: (mark) => edit(() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, TEXT_FORMATS[mark])),
    link: (address) => edit((binding) => $link(binding, address)),
    recolor: (coloring) => edit(() => editor.dispatchCommand(RECOLOR_COMMAND, coloring)),
    makeEquation: () => edit($makeEquation),
    undo: () => void editor.dispatchCommand(UNDO_COMMAND, undefined),
    redo: () => void editor.dispatchCommand(REDO_COMMAND, undefined),
    // Also where the browser has given the focus back already: it puts the caret elsewhere.
    focus: () => focusPage(editor),
    enter() {
      const binding = bindingOf();
      if (!binding) return;
      editor.update(
        () => {
          const point = firstPoint(binding);
          if (point) binding.$run(() => point);
        },
        { discrete: true },
      );
      focusPage(editor);
    },
    dispose,
  };
}

function $link(binding: BlockBinding, address: string | undefined): void {
  const ends = $selectionEnds();
  if (!ends) return;
  const range = $orderedEnds(ends);
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
