import { $isCodeNode } from '@lexical/code-core';
import { $getListDepth, $isListItemNode, $isListNode } from '@lexical/list';
import {
  $findMatchingParent,
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  COMMAND_PRIORITY_NORMAL,
  CONTROL_OR_META,
  defineExtension,
  FORMAT_TEXT_COMMAND,
  INDENT_CONTENT_COMMAND,
  INSERT_TAB_COMMAND,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalEditor,
  mergeRegister,
  OUTDENT_CONTENT_COMMAND,
  type TextFormatType,
} from 'lexical';

/** Deeper lists no longer fit a phone. */
const MAX_LIST_DEPTH = 8;

const CONTROL_OR_META_SHIFT = { ...CONTROL_OR_META, shiftKey: true };

/** Formats Lexical binds no keys to. Bold, italic and underline it does. */
const FORMAT_KEYS: readonly (readonly [string, typeof CONTROL_OR_META, TextFormatType])[] = [
  ['e', CONTROL_OR_META, 'code'],
  ['s', CONTROL_OR_META_SHIFT, 'strikethrough'],
  ['x', CONTROL_OR_META_SHIFT, 'strikethrough'],
];

function $onKeyDown(event: KeyboardEvent, editor: LexicalEditor): boolean {
  const match = FORMAT_KEYS.find(([key, mask]) => isExactShortcutMatch(event, key, mask));
  if (!match) return false;
  event.preventDefault();
  return editor.dispatchCommand(FORMAT_TEXT_COMMAND, match[2]);
}

/**
 * Tab nests a list item and indents code. Anywhere else it moves the focus on, and so does Shift+Tab in
 * code: a keyboard must be able to leave the editor.
 */
function $onTab(event: KeyboardEvent, editor: LexicalEditor): boolean {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return false;
  const anchor = selection.anchor.getNode();
  if ($findMatchingParent(anchor, $isCodeNode)) {
    if (event.shiftKey) return false;
    event.preventDefault();
    return editor.dispatchCommand(INSERT_TAB_COMMAND, undefined);
  }
  const item = $findMatchingParent(anchor, $isListItemNode);
  if (!item) return false;
  event.preventDefault();
  if (event.shiftKey) return editor.dispatchCommand(OUTDENT_CONTENT_COMMAND, undefined);
  const list = item.getParent();
  if ($isListNode(list) && $getListDepth(list) >= MAX_LIST_DEPTH) return true;
  return editor.dispatchCommand(INDENT_CONTENT_COMMAND, undefined);
}

/** Keys that Lexical's rich text leaves alone. */
export const KeysExtension = defineExtension({
  name: '@weft/client/lexical/keys',
  register: (editor) =>
    mergeRegister(
      editor.registerCommand(KEY_DOWN_COMMAND, $onKeyDown, COMMAND_PRIORITY_NORMAL),
      editor.registerCommand(KEY_TAB_COMMAND, $onTab, COMMAND_PRIORITY_LOW),
    ),
});
