import {
  CONTROL_OR_META,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_BACKSPACE_COMMAND,
  KEY_DELETE_COMMAND,
  KEY_DOWN_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  KEY_TAB_COMMAND,
  type LexicalCommand,
  SELECT_ALL_COMMAND,
} from 'lexical';
import type { EditorPeer } from './editor-peer.ts';

/** What Lexical says of a key after it has told of the key itself. */
const COMMANDS: { readonly [key: string]: LexicalCommand<KeyboardEvent> | undefined } = {
  ArrowUp: KEY_ARROW_UP_COMMAND,
  ArrowDown: KEY_ARROW_DOWN_COMMAND,
  ArrowLeft: KEY_ARROW_LEFT_COMMAND,
  ArrowRight: KEY_ARROW_RIGHT_COMMAND,
  Backspace: KEY_BACKSPACE_COMMAND,
  Delete: KEY_DELETE_COMMAND,
  Enter: KEY_ENTER_COMMAND as LexicalCommand<KeyboardEvent>,
  Escape: KEY_ESCAPE_COMMAND,
  Tab: KEY_TAB_COMMAND,
};

/** Presses a key as it is written in menus, such as `Mod+Shift+ArrowUp`. Answers whether the editor made use of it. */
export function pressKey(peer: EditorPeer, shortcut: string): boolean {
  const keys = shortcut.split('+');
  const key = keys.pop() ?? '';
  const has = (name: string): boolean => keys.includes(name);
  let used = false;
  const event = {
    type: 'keydown',
    key,
    code: /^\d$/.test(key) ? `Digit${key}` : key.length === 1 ? `Key${key.toUpperCase()}` : key,
    shiftKey: has('Shift'),
    altKey: has('Alt'),
    ctrlKey: has('Mod') && CONTROL_OR_META.ctrlKey === true,
    metaKey: has('Mod') && CONTROL_OR_META.metaKey === true,
    isComposing: false,
    preventDefault() {
      used = true;
    },
  } as unknown as KeyboardEvent;
  const { editor } = peer;
  const command = has('Mod') && key === 'a' ? SELECT_ALL_COMMAND : COMMANDS[key];
  peer.edit(() => {
    if (editor.dispatchCommand(KEY_DOWN_COMMAND, event) || !command) return;
    editor.dispatchCommand(command, event);
  });
  return used;
}
