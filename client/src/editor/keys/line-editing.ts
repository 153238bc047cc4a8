/**
 * The least that an editor of lines needs of keys: each becomes a command, and a command that nobody took changes the line
 * it is in. Lexical's rich text does it as well, and brings its clipboard, its HTML and its own lists along, which weigh
 * as much as all menus of a page together and do nothing here.
 */
import {
  $isParentElementRTL,
  $moveCharacter,
  $shouldOverrideDefaultCharacterSelection,
} from '@lexical/selection';
import {
  $formatText,
  $getSelection,
  $isNodeSelection,
  $isRangeSelection,
  CAN_USE_BEFORE_INPUT,
  CLICK_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  FORMAT_TEXT_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  IS_APPLE_WEBKIT,
  IS_IOS,
  IS_SAFARI,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  mergeRegister,
  type NodeSelection,
  type RangeSelection,
  REMOVE_TEXT_COMMAND,
} from 'lexical';
import { $selectObject } from '../binding/selected-object.ts';
import { $isInlineNode } from '../nodes/inline-node.ts';

/** Keyboards that suggest words have to see these keys themselves; what they do comes as input then. */
const SEES_BACKSPACE = IS_IOS && CAN_USE_BEFORE_INPUT;
const SEES_ENTER = (IS_IOS || IS_SAFARI || IS_APPLE_WEBKIT) && CAN_USE_BEFORE_INPUT;

export function registerLineEditing(editor: LexicalEditor): () => void {
  const on = <Payload>(
    command: LexicalCommand<Payload>,
    $do: (payload: Payload) => boolean,
  ): (() => void) => editor.registerCommand(command, $do, COMMAND_PRIORITY_EDITOR);
  const onText = <Payload>(
    command: LexicalCommand<Payload>,
    $do: (selection: RangeSelection, payload: Payload) => void,
  ): (() => void) =>
    on(command, (payload) => {
      const selection = $getSelection();
      if (!$isRangeSelection(selection)) return false;
      $do(selection, payload);
      return true;
    });
  const onKey = (
    command: LexicalCommand<KeyboardEvent>,
    $do: (event: KeyboardEvent) => boolean,
  ): (() => void) =>
    on(command, (event) => {
      if (!$do(event)) return false;
      event.preventDefault();
      return true;
    });
  return mergeRegister(
    onText(DELETE_CHARACTER_COMMAND, (selection, isBack) => selection.deleteCharacter(isBack)),
    onText(DELETE_WORD_COMMAND, (selection, isBack) => selection.deleteWord(isBack)),
    onText(DELETE_LINE_COMMAND, (selection, isBack) => selection.deleteLine(isBack)),
    onText(REMOVE_TEXT_COMMAND, (selection) => selection.removeText()),
    onText(FORMAT_TEXT_COMMAND, (selection, format) => $formatText(selection, format)),
    onText(INSERT_LINE_BREAK_COMMAND, (selection, isStart) => selection.insertLineBreak(isStart)),
    onText(CONTROLLED_TEXT_INSERTION_COMMAND, (selection, text) => {
      const words = typeof text === 'string' ? text : text.data;
      if (words !== null) selection.insertText(words);
    }),
    on(KEY_ENTER_COMMAND, (event) => {
      if (!$getSelection() || (event && SEES_ENTER)) return false;
      event?.preventDefault();
      return event?.shiftKey
        ? editor.dispatchCommand(INSERT_LINE_BREAK_COMMAND, false)
        : editor.dispatchCommand(INSERT_PARAGRAPH_COMMAND);
    }),
    onKey(KEY_BACKSPACE_COMMAND, () => {
      const selection = $getSelection();
      if (!selection || (SEES_BACKSPACE && $isRangeSelection(selection))) return false;
      return editor.dispatchCommand(DELETE_CHARACTER_COMMAND, true);
    }),
    onKey(
      KEY_DELETE_COMMAND,
      () => $getSelection() !== null && editor.dispatchCommand(DELETE_CHARACTER_COMMAND, false),
    ),
    onText(KEY_ESCAPE_COMMAND, () => editor.blur()),
    onKey(KEY_ARROW_LEFT_COMMAND, ({ shiftKey }) => $moveBy(true, shiftKey)),
    onKey(KEY_ARROW_RIGHT_COMMAND, ({ shiftKey }) => $moveBy(false, shiftKey)),
    on(CLICK_COMMAND, ({ target }) => {
      const selection = $getSelection();
      if (!$isNodeSelection(selection) || isIn(editor, selection, target)) return false;
      selection.clear();
      return true;
    }),
  );
}

/** What a browser does not step over by itself: objects in a line. */
function $moveBy(isLeft: boolean, isExtended: boolean): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  if (!$shouldOverrideDefaultCharacterSelection(selection, isLeft)) return false;
  const isBackward = isLeft !== $isParentElementRTL(selection);
  $moveCharacter(selection, isExtended, isLeft);
  const moved = $getSelection();
  const [object] = $isNodeSelection(moved) ? moved.getNodes() : [];
  if ($isInlineNode(object)) $selectObject(object, isBackward);
  return true;
}

function isIn(
  editor: LexicalEditor,
  selection: NodeSelection,
  target: EventTarget | null,
): boolean {
  return (
    target instanceof Node &&
    selection.getNodes().some((node) => editor.getElementByKey(node.getKey())?.contains(target))
  );
}
