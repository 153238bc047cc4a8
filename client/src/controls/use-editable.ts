import { useCallback, useSyncExternalStore } from 'react';
import type { LexicalEditor } from 'lexical';

/** Whether one can write in an editor, followed. */
export function useEditable(editor: LexicalEditor): boolean {
  return useSyncExternalStore(
    useCallback((changed) => editor.registerEditableListener(changed), [editor]),
    () => editor.isEditable(),
  );
}
