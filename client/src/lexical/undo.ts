import { type BindingV2, createUndoManager } from '@lexical/yjs';
import {
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  mergeRegister,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { ContentType, type Item, XmlElement, XmlText } from 'yjs';

/**
 * Whether undoing may delete `item`. A block made here may hold a teammate's text by now: own contents
 * are undone before the block that holds them, so a block that is not empty by then is not only one's own.
 */
function mayDelete(item: Item): boolean {
  if (!(item.content instanceof ContentType)) return true;
  const { type } = item.content;
  return !((type instanceof XmlElement || type instanceof XmlText) && type.length > 0);
}

/** Undo and redo of this person's edits, and the commands that say whether there are any. */
export function registerUndo(binding: BindingV2): () => void {
  const { editor } = binding;
  const manager = createUndoManager(binding, binding.root);
  manager.deleteFilter = mayDelete;
  const tell = (): void => {
    editor.dispatchCommand(CAN_UNDO_COMMAND, manager.canUndo());
    editor.dispatchCommand(CAN_REDO_COMMAND, manager.canRedo());
  };
  manager.on('stack-item-added', tell);
  manager.on('stack-item-popped', tell);
  manager.on('stack-cleared', tell);
  return mergeRegister(
    () => manager.destroy(),
    editor.registerCommand(
      UNDO_COMMAND,
      () => {
        if (editor.isEditable()) manager.undo();
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REDO_COMMAND,
      () => {
        if (editor.isEditable()) manager.redo();
        return true;
      },
      COMMAND_PRIORITY_EDITOR,
    ),
  );
}
