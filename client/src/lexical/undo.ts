import { type BindingV2, createUndoManager } from '@lexical/yjs';
import {
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_EDITOR,
  HISTORY_PUSH_TAG,
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

/**
 * Undo and redo of this person's edits, and the commands that say whether there are any. Call it before the
 * listener that writes to the document is registered: a step has to end before what begins the next.
 */
export function registerUndo(binding: BindingV2): () => void {
  const { editor } = binding;
  const manager = createUndoManager(binding, binding.root);
  manager.deleteFilter = mayDelete;
  const tell = (): void => {
    editor.dispatchCommand(CAN_UNDO_COMMAND, manager.canUndo());
    editor.dispatchCommand(CAN_REDO_COMMAND, manager.canRedo());
  };
  /**
   * Yjs goes on with earlier steps as long as one changes nothing, for instance because the block it made now
   * belongs to a teammate too. One press of a key takes back one step.
   */
  const takeOne = (steps: unknown[], take: () => unknown): true => {
    if (!editor.isEditable()) return true;
    const earlier = steps.splice(0, steps.length - 1);
    try {
      take();
    } finally {
      steps.unshift(...earlier);
    }
    tell();
    return true;
  };
  manager.on('stack-item-added', tell);
  manager.on('stack-item-popped', tell);
  manager.on('stack-cleared', tell);
  return mergeRegister(
    () => manager.destroy(),
    editor.registerUpdateListener(({ tags }) => {
      if (tags.has(HISTORY_PUSH_TAG)) manager.stopCapturing();
    }),
    editor.registerCommand(
      UNDO_COMMAND,
      () => takeOne(manager.undoStack, () => manager.undo()),
      COMMAND_PRIORITY_EDITOR,
    ),
    editor.registerCommand(
      REDO_COMMAND,
      () => takeOne(manager.redoStack, () => manager.redo()),
      COMMAND_PRIORITY_EDITOR,
    ),
  );
}
