import { toHtml } from '@weft/shared/html';
import { typeOf } from '@weft/shared/model/block';
import {
  $setCompositionKey,
  COMMAND_PRIORITY_HIGH,
  COMMAND_PRIORITY_NORMAL,
  CONTROL_OR_META,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  COPY_COMMAND,
  CUT_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  DROP_COMMAND,
  FORMAT_TEXT_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalCommand,
  mergeRegister,
  REDO_COMMAND,
  REMOVE_TEXT_COMMAND,
  type TextFormatType,
  UNDO_COMMAND,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectedVoids, $selectionEnds } from '../binding/points.ts';
import { $selectedBlocks } from '../binding/whole-blocks.ts';
import { $selectedContent } from '../commands/selected-content.ts';
import { OWN_TYPE, ownClipboard } from '../paste/own-clipboard.ts';
import { $deleteSelection, $pasteText, $selectedText } from './clipboard.ts';
import { copyTypes } from './copy-types.ts';
import { $delete, $deleteRange } from './delete.ts';
import type { MediaFiles } from '../media-files.ts';
import { $enter, $modEnter } from './enter.ts';
import { $replaceSelected, textAfter } from './lines.ts';
import { registerPaste } from './paste.ts';
import { $replaceWord } from './replacement.ts';
import { $tab } from './tab.ts';
import {
  $deleteSelectedBlocks,
  $isBesideText,
  $replaceBlocks,
  $selectedBlocksText,
  $typeOverBlocks,
} from './whole-blocks.ts';

const CONTROL_OR_META_SHIFT = { ...CONTROL_OR_META, shiftKey: true };

/** Formats that Lexical binds no keys to. Bold, italic and underline it does. */
const FORMAT_KEYS: readonly (readonly [string, typeof CONTROL_OR_META, TextFormatType])[] = [
  ['e', CONTROL_OR_META, 'code'],
  ['s', CONTROL_OR_META_SHIFT, 'strikethrough'],
  ['x', CONTROL_OR_META_SHIFT, 'strikethrough'],
];

/**
 * Takes every key and command that would change the structure of the editor, and makes it a command on the page. What
 * stays within a line is left to what edits lines.
 */
export function registerCommands(binding: BlockBinding, files?: MediaFiles): () => void {
  const { editor } = binding;
  const on = <Payload>(
    command: LexicalCommand<Payload>,
    $handle: (payload: Payload) => boolean,
  ): (() => void) =>
    editor.registerCommand(
      command,
      (payload) => editor.isEditable() && $handle(payload),
      COMMAND_PRIORITY_HIGH,
    );
  return mergeRegister(
    on(INSERT_PARAGRAPH_COMMAND, () => $insertParagraph(binding)),
    on(INSERT_LINE_BREAK_COMMAND, () =>
      $isBesideText() ? $insertParagraph(binding) : $replaceLines(binding, '\n'),
    ),
    on(DELETE_CHARACTER_COMMAND, (isBackward) => $delete(binding, isBackward)),
    on(DELETE_WORD_COMMAND, (isBackward) => $delete(binding, isBackward)),
    on(DELETE_LINE_COMMAND, (isBackward) => $delete(binding, isBackward)),
    on(REMOVE_TEXT_COMMAND, () => $deleteSelectedBlocks(binding) || $deleteRange(binding)),
    on(CONTROLLED_TEXT_INSERTION_COMMAND, (text) => $insertText(binding, text)),
    on(FORMAT_TEXT_COMMAND, () => $isInPlainText(binding)),
    on(KEY_TAB_COMMAND, (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || !$tab(binding, event.shiftKey))
        return false;
      event.preventDefault();
      return true;
    }),
    on(KEY_ENTER_COMMAND, (event) => {
      if (!event || !(event.ctrlKey || event.metaKey) || !$modEnter(binding)) return false;
      event.preventDefault();
      return true;
    }),
    on(KEY_DOWN_COMMAND, (event) => {
      if ($typeOverBlocks(binding, event)) return true;
      const match = FORMAT_KEYS.find(([key, mask]) => isExactShortcutMatch(event, key, mask));
      if (!match) return false;
      event.preventDefault();
      return editor.dispatchCommand(FORMAT_TEXT_COMMAND, match[2]);
    }),
    on(UNDO_COMMAND, () => {
      binding.$travel('undo');
      return true;
    }),
    on(REDO_COMMAND, () => {
      binding.$travel('redo');
      return true;
    }),
    registerPaste(binding, files),
    on(DROP_COMMAND, (event) => {
      // Blocks and files are dropped by handlers of their own; what a browser drops besides is foreign structure.
      event.preventDefault();
      return true;
    }),
    editor.registerCommand(
      COPY_COMMAND,
      (event) => $copy(binding, event) !== undefined,
      COMMAND_PRIORITY_NORMAL,
    ),
    on(CUT_COMMAND, (event) => {
      if ($copy(binding, event) === undefined) return false;
      if (!$deleteSelectedBlocks(binding)) $deleteSelection(binding);
      return true;
    }),
  );
}

function $insertParagraph(binding: BlockBinding): boolean {
  const id = $selectedBlocks().at(-1);
  if (id !== undefined) {
    binding.$run(() => textAfter(binding, { id }));
  } else if ($isBesideText()) $replaceBlocks(binding, '');
  else $enter(binding);
  return true;
}

/** Puts a text in the place of a selection over several blocks. Within a line Lexical does that by itself. */
function $replaceLines(binding: BlockBinding, text: string): boolean {
  if ($isBesideText()) {
    $replaceBlocks(binding, text);
    return true;
  }
  const ends = $selectionEnds();
  if (!ends) return false;
  if (ends.anchor.block === ends.focus.block && $selectedVoids().length === 0) return false;
  const range = $orderedEnds(ends);
  // The input method that begins here has nothing in the lines yet; Lexical tells it where to go on afterwards.
  $setCompositionKey(null);
  binding.$run(() => {
    const { block, offset } = binding.writer.group(
      () => $replaceSelected(binding, range, [{ text, marks: {} }]),
      text !== '\n',
    );
    return { block, offset: offset + text.length };
  });
  return true;
}

function $insertText(binding: BlockBinding, text: string | InputEvent): boolean {
  if (typeof text !== 'string') {
    const plain = text.dataTransfer?.getData('text/plain') ?? text.data;
    if (plain === null || plain === undefined) return false;
    if (text.inputType === 'insertReplacementText' && !plain.includes('\n')) {
      if ($replaceWord(binding, plain)) return true;
      return binding.editor.dispatchCommand(CONTROLLED_TEXT_INSERTION_COMMAND, plain);
    }
    $pasteText(binding, plain);
    return true;
  }
  return $replaceLines(binding, text);
}

/** Code has no marks. */
function $isInPlainText({ page }: BlockBinding): boolean {
  const ends = $selectionEnds();
  if (!ends || ends.anchor.block !== ends.focus.block) return false;
  const block = page.block(ends.anchor.block);
  return block !== undefined && typeOf(block).text === 'plain';
}

function $copy(binding: BlockBinding, event: unknown): string | undefined {
  const isWhole = $selectedBlocks().length > 0;
  const text = isWhole ? $selectedBlocksText(binding) : $selectedText(binding);
  if (text === undefined) return undefined;
  const contents = $selectedContent(binding);
  const types = {
    'text/plain': text,
    'text/html': toHtml(contents),
    [OWN_TYPE]: ownClipboard(contents),
  };
  if (event instanceof ClipboardEvent) {
    event.preventDefault();
    for (const [type, words] of Object.entries(types)) event.clipboardData?.setData(type, words);
  } else if (isWhole) {
    // Nothing of it is selected in the browser, so that its own command does not come.
    const root = binding.editor.getRootElement();
    if (root) copyTypes(root, types);
  } else return undefined;
  return text;
}
